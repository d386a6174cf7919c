import Foundation
import LukeSystem

/// Keeps other processes out of a folder as long as it lives; the system releases the lock when the
/// process ends, however it ends.
final class FolderLock {
  static let fileName = ".lock"
  private let descriptor: Int32

  /// Takes the lock of a folder; `taken` says what another process that has it is doing.
  /// - Throws: `TrainingError.inputOutput` when another process has it.
  init(_ folder: String, taken: String) throws {
    let file = folder + "/" + Self.fileName
    try OwnFolder.check(file, isFolder: false, "where the lock of the folder is")
    descriptor = open(file, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw FileAccess.failure("cannot write", file) }
    // Who only looks whether it is taken has it for a moment.
    var attempts = 5
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      attempts -= 1
      if errno == EWOULDBLOCK, attempts > 0 {
        usleep(20_000)
        continue
      }
      throw errno == EWOULDBLOCK
        ? TrainingError.inputOutput("\(folder): \(taken)")
        : FileAccess.failure("cannot lock", file)
    }
  }

  /// Whether another process has the lock of a folder; false where there is none, or nobody can know.
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
  func whileInPlace<Result>(
    _ folder: String, isGone: String, _ work: () throws -> Result
  ) throws -> Result {
    do {
      return try work()
    } catch let error as Interruption {
      throw error
    } catch  where !isInPlace(in: folder) {
      throw TrainingError.inputOutput("\(folder): \(isGone)")
    }
  }

  /// Whether the folder is still what its path leads to, with this lock in it.
  private func isInPlace(in folder: String) -> Bool {
    RealPath.leads(folder + "/" + Self.fileName, to: descriptor)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
