internal import CLinux
import Foundation

extension AtomicFile {
  /// Fills a new folder beside its place and then gives it its name.
  ///
  /// What is at `path` is replaced; refuse before calling where that is not wanted. At every moment
  /// `path` leads to the old folder or to the new one, whole, where the file system can exchange two
  /// names in one step; elsewhere what was killed in between is mended by the next
  /// `removeAbandonedPartials`. A folder that is there and empty is kept and filled: it may be the
  /// one somebody stands in, or another disk.
  ///
  /// - Parameters:
  ///   - path: the place of the folder.
  ///   - key: the file by which others know that the folder is whole; it comes last.
  ///   - body: gets the path of the folder to fill.
  /// - Throws: `FileError.inputOutput`, and what `body` throws; errors name files by where they would
  ///   have been.
  public static func writeFolder(
    to path: String, key: String? = nil, _ body: (_ partialPath: String) throws -> Void
  ) throws {
    try writeFolder(to: path, key: key, body, verify: { _ in })
  }

  /// The same with a look at what was filled in, once it is on the disk.
  static func writeFolder(
    to path: String, key: String? = nil, _ body: (_ partialPath: String) throws -> Void,
    verify: (_ partialPath: String) throws -> Void
  ) throws {
    let room = try FolderRoom(path)
    try room.begin()
    defer { room.end() }
    try room.explained {
      try body(room.staging)
      synchronizeAtOnce(room.staging)
      try synchronizeTree(room.staging)
      try verify(room.staging)
      try room.folder.check(for: path)
    }
    try ActivePartials.publishing(path) {
      try room.isFilled ? room.moveIn(key: key) : room.takePlace()
    }
  }

  /// The files from which on it is quicker to have the whole file system written than to wait for each.
  private static let manyFiles = 64

  /// Has the disk take what is in a folder of many files in one go; whether each came to it is asked later.
  private static func synchronizeAtOnce(_ path: String) {
    guard let names = try? names(in: path), names.count >= manyFiles else { return }
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = luke_synchronize_all(descriptor)
    close(descriptor)
  }

  /// Throws unless a folder can be made or filled at `path`: for asking before long work.
  ///
  /// Tries it, and leaves nothing behind.
  public static func checkRoom(forFolder path: String) throws {
    let room = try FolderRoom(path)
    try room.begin()
    room.end()
    // Else it would be taken for a stranger's by those who look next.
    var status = stat()
    if lstat(room.staging, &status) == 0 {
      throw FileError.inputOutput(
        path: path, reason: "cannot write: what was tried there cannot be removed again")
    }
  }

  /// Removes a file, if there is one; throws `FileError.inputOutput`.
  package static func remove(_ path: String) throws {
    guard unlink(path) == 0 || errno == ENOENT else {
      throw FileError.writing(path, "cannot remove")
    }
  }

  /// Makes a folder and all that is in it durable.
  private static func synchronizeTree(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw FileError.writing(path, "cannot write to disk") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw FileError.writing(path, "cannot write to disk")
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      for name in try names(in: path) { try synchronizeTree(path + "/" + name) }
    }
    try FileError.synchronize(descriptor, path)
  }

  /// The names of all that is in a folder, sorted.
  package static func names(in folder: String) throws -> [String] {
    guard let directory = opendir(folder) else {
      throw FileError.writing(folder, "cannot read the folder")
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }
}

/// Where a folder is made, and how it gets to its place.
private struct FolderRoom {
  /// The path as the user gave it, for messages.
  let path: String
  /// The folder that holds what is being made: the one above, or the empty one that is to be filled.
  let folder: OpenFolder
  /// Whether the folder is there and empty.
  let isFilled: Bool
  /// The names within `folder` of what is being made and of what it becomes.
  let partial: String
  let place: String

  /// Where the content lies until it is whole.
  var staging: String { folder.path + "/" + partial }

  init(_ path: String) throws {
    self.path = path
    var status = stat()
    let isThere = stat(path, &status) == 0
    guard !isThere || status.st_mode & S_IFMT == S_IFDIR else {
      throw FileError.inputOutput(path: path, reason: "there is a file where the folder should be")
    }
    if RealPath.isDanglingLink(path) {
      throw FileError.inputOutput(
        path: path, reason: "cannot write: it is a link that leads nowhere")
    }
    let target = isThere ? RealPath.of(path) ?? path : path
    if isThere { AtomicFile.removeAbandonedPartials(in: target) }
    isFilled = try isThere && AtomicFile.names(in: target).isEmpty
    let above = RealPath.folder(of: target)
    if !isFilled { AtomicFile.removeAbandonedPartials(in: above, of: RealPath.name(of: target)) }
    folder = try OpenFolder(isFilled ? target : above, for: path)
    place = RealPath.name(of: target)
    partial = AtomicFile.partialName(of: isFilled ? AtomicFile.contentName : place)
  }

  func begin() throws {
    guard mkdirat(folder.descriptor, partial, 0o777) == 0 else {
      throw FileError.writing(path, "cannot make the folder")
    }
    ActivePartials.insert(partial, in: folder.path)
  }

  /// Removes what was made and did not get to its place.
  func end() {
    folder.remove(partial)
    ActivePartials.remove(partial, in: folder.path)
  }

  /// Runs a part of the work; its errors name the files by where they will be.
  func explained(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as FileError {
      if error.path.hasPrefix(staging) { try folder.check(for: path) }
      throw error.naming(path, insteadOf: staging)
    }
  }

  /// Gives the new folder its name; what has it goes.
  func takePlace() throws {
    if folder.rename(partial, to: place) { return try folder.synchronize(for: path) }
    guard [ENOTEMPTY, EEXIST, EBUSY].contains(errno) else {
      throw FileError.writing(path, "cannot write")
    }
    if exchange() {
      // What has the partial name now is the old folder, which goes only when the new one is safe.
      do {
        try folder.synchronize(for: path)
      } catch {
        _ = exchange()
        throw error
      }
      return try remove(partial)
    }
    guard errno == EINVAL || errno == ENOSYS else { throw cannotReplace }
    // A file system that cannot exchange names: between the two renames there is no folder.
    let old = partial + AtomicFile.oldSuffix
    guard folder.rename(place, to: old) else { throw cannotReplace }
    guard folder.rename(partial, to: place) else {
      let error = cannotReplace
      _ = folder.rename(old, to: place)
      throw error
    }
    try folder.synchronize(for: path)
    try remove(old)
  }

  private func remove(_ name: String) throws {
    guard folder.remove(name) else {
      throw FileError.writing(path, "is written, but what is left of its making cannot be removed")
    }
  }

  private func exchange() -> Bool {
    luke_exchange(folder.descriptor, partial, folder.descriptor, place) == 0
  }

  private var cannotReplace: FileError {
    errno == EBUSY
      ? .inputOutput(
        path: path,
        reason: "cannot replace the folder: another disk is mounted there; name a new folder")
      : .writing(path, "cannot replace the folder")
  }

  /// Moves the content into the empty folder, the file called `key` last.
  ///
  /// A list of the names tells what to take back where this is broken off.
  func moveIn(key: String?) throws {
    let names = try AtomicFile.names(in: staging)
    let list = partial + AtomicFile.listSuffix
    var moved: [String] = []
    do {
      try writeList(names, to: list)
      for name in names.filter({ $0 != key }) + names.filter({ $0 == key }) {
        guard renameat(folder.descriptor, partial + "/" + name, folder.descriptor, name) == 0 else {
          throw FileError.writing(path, "cannot write")
        }
        moved.append(name)
      }
      try folder.synchronize(for: path)
    } catch {
      for name in moved { folder.remove(name) }
      folder.remove(list)
      throw error
    }
    // In this order: a list without anything left to move says that all was moved.
    try remove(partial)
    try remove(list)
  }

  private func writeList(_ names: [String], to list: String) throws {
    let descriptor = openat(
      folder.descriptor, list, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError.writing(path, "cannot write") }
    let bytes = Array(names.map { $0 + "\n" }.joined().utf8)
    let isWritten = write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
    guard close(descriptor) == 0, isWritten else { throw FileError.writing(path, "cannot write") }
  }
}
