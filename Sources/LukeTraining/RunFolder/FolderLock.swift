import Foundation
import LukeSystem

/// Keeps other processes out of a folder, or from writing there, as long as it lives; the system releases
/// the lock when the process ends, however it ends.
final class FolderLock {
  static let fileName = ".lock"
  private let folder: String
  private let descriptor: Int32
  /// The folder itself, which is locked beside the file: by those who may not make one, and against them.
  private let folderDescriptor: Int32
  /// Why nothing can be written to the folder; nil where that can be done.
  private let refusal: TrainingError?

  /// Takes the lock of a folder alone; `taken` says what another process that has it is doing.
  /// - Throws: `TrainingError.inputOutput` when another process has it.
  convenience init(_ folder: String, taken: String) throws {
    try self.init(folder)
    if let refusal { throw refusal }
    guard try acquire(LOCK_EX) != .refused else {
      throw TrainingError.inputOutput("\(folder): \(taken)")
    }
  }

  /// Takes the lock of a folder together with others, who all only read; the folder may be one that
  /// cannot be written to.
  /// - Throws: `TrainingError.inputOutput` when another process has it alone.
  convenience init(sharing folder: String, taken: String) throws {
    try self.init(folder)
    try share(taken: taken)
  }

  /// Whether nothing can be written to the folder.
  var isReadOnly: Bool { refusal != nil }

  private init(_ folder: String) throws {
    self.folder = folder
    let file = folder + "/" + Self.fileName
    try OwnFolder.check(file, isFolder: false, "where the lock of the folder is")
    let writable = open(file, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o666)
    refusal = writable < 0 ? FileAccess.failure("cannot write", file) : nil
    // Where nothing can be written there may be no file of the lock; the folder is always there.
    descriptor = writable >= 0 ? writable : open(file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    folderDescriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  }

  private enum Acquisition {
    case atOnce
    case afterOthers
    case refused
  }

  private func acquire(_ operation: Int32) throws -> Acquisition {
    let file = descriptor < 0 ? .atOnce : try acquire(operation, of: descriptor)
    // Those who have the file of the lock need the folder only against those who have none.
    if descriptor >= 0, operation == LOCK_SH {
      _ = flock(folderDescriptor, LOCK_UN)
      return file
    }
    guard file != .refused, folderDescriptor >= 0 else { return file }
    switch try acquire(operation, of: folderDescriptor) {
    case .atOnce: return file
    case .afterOthers: return .afterOthers
    case .refused: return .refused
    }
  }

  private func acquire(_ operation: Int32, of descriptor: Int32) throws -> Acquisition {
    // Who only looks whether it is taken has it for a moment.
    var attempts = 5
    while flock(descriptor, operation | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK else {
        // Some file systems lock no folders.
        if descriptor == folderDescriptor { return .atOnce }
        throw FileAccess.failure("cannot lock", folder + "/" + Self.fileName)
      }
      attempts -= 1
      if attempts == 0 { return .refused }
      usleep(20_000)
    }
    return attempts == 5 ? .atOnce : .afterOthers
  }

  /// Takes the lock alone, which was shared until now.
  ///
  /// `isRead` says what others are doing who share it; gives false where others may have had it alone in
  /// between.
  /// - Throws: `TrainingError.inputOutput` when other processes have it, or the folder cannot be
  ///   written to.
  func takeAlone(taken: String, isRead: String) throws -> Bool {
    if let refusal { throw refusal }
    switch try acquire(LOCK_EX) {
    case .atOnce: return true
    case .afterOthers: return false
    case .refused:
      let isShared = try acquire(LOCK_SH) != .refused
      throw TrainingError.inputOutput("\(folder): \(isShared ? isRead : taken)")
    }
  }

  /// Lets others read, too.
  func share(taken: String) throws {
    guard try acquire(LOCK_SH) != .refused else {
      throw TrainingError.inputOutput("\(folder): \(taken)")
    }
  }

  /// Whether another process has the lock of a folder alone; false where there is none, or nobody can
  /// know.
  static func isTaken(_ folder: String) -> Bool {
    let descriptor = open(
      folder + "/" + fileName, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    if descriptor < 0 { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  /// Does work that writes to the folder.
  ///
  /// Where the folder is gone meanwhile the error says so, whatever it was that failed for the lack of it.
  func whileInPlace<Result>(isGone: String, _ work: () throws -> Result) throws -> Result {
    do {
      return try work()
    } catch let error as Interruption {
      throw error
    } catch {
      guard !isInPlace || Self.comesOfFiles(error) && isGoing else { throw error }
      throw TrainingError.inputOutput("\(folder): \(isGone)")
    }
  }

  /// Whether an error is one of files that could not be read or written, or were not there.
  private static func comesOfFiles(_ error: any Error) -> Bool {
    switch (error as? any UserError)?.kind {
    case .inputOutput, .missingInput: true
    default: false
    }
  }

  /// Whether the folder goes within a tenth of a second: who removes one removes its files one after another, and
  /// the work can fail for the lack of any of them while the lock is still there.
  private var isGoing: Bool {
    for _ in 0..<10 {
      usleep(10_000)
      if !isInPlace { return true }
    }
    return false
  }

  /// Whether the folder is still what its path leads to, with this lock in it.
  private var isInPlace: Bool {
    descriptor < 0
      ? FileAccess.isFolder(folder)
      : RealPath.leads(folder + "/" + Self.fileName, to: descriptor)
  }

  deinit {
    for descriptor in [descriptor, folderDescriptor] where descriptor >= 0 { close(descriptor) }
  }
}
