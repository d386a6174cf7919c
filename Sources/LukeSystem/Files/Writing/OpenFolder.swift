import Foundation

/// A folder that files are written into, held open: whatever becomes of its name meanwhile, what was
/// begun in it can be cleared away.
final class OpenFolder {
  let path: String
  let descriptor: Int32

  /// Opens the folder at `path`, into which the file called `name` in messages is to be written.
  /// - Throws: `FileError.inputOutput` when there is none, or it is closed to us.
  init(_ path: String, for name: String) throws {
    self.path = path
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? FileError.inputOutput(path: name, reason: "cannot write: there is no folder \(path)")
        : FileError.writing(name, "cannot write")
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Whether the folder is still what its path leads to.
  var isInItsPlace: Bool { RealPath.leads(path, to: descriptor) }

  /// Throws unless the folder is still in its place.
  func check(for name: String) throws {
    if isInItsPlace { return }
    throw FileError.inputOutput(
      path: name,
      reason: "cannot write: the folder \(path) was removed or moved in the meantime")
  }

  /// Makes the names in the folder durable.
  func synchronize(for name: String) throws {
    try FileError.synchronize(descriptor, name)
  }

  /// Renames within the folder; false with `errno` where that fails.
  func rename(_ old: String, to new: String) -> Bool {
    renameat(descriptor, old, descriptor, new) == 0
  }

  /// Removes a file or a folder with all that is in it, wherever this folder is by now.
  @discardableResult
  func remove(_ name: String) -> Bool {
    if unlinkat(descriptor, name, 0) == 0 { return true }
    guard errno == EISDIR || errno == EPERM else { return errno == ENOENT }
    let here = isInItsPlace ? path : "/proc/self/fd/\(descriptor)"
    return (try? FileManager.default.removeItem(atPath: here + "/" + name)) != nil
  }
}

extension FileError {
  /// The error for a system call that just failed to write `path`, as `errno` has it.
  ///
  /// Whatever is missing then is no missing input.
  static func writing(_ path: String, _ action: String, _ code: Int32 = errno) -> FileError {
    .inputOutput(path: path, reason: "\(action): \(SystemReason.text(code))")
  }

  /// Writes all bytes to the end of an open file.
  static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, _ name: String) throws {
    guard var place = bytes.baseAddress else { return }
    var left = bytes.count
    while left > 0 {
      let written = Foundation.write(descriptor, place, left)
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw writing(name, "cannot write") }
      place += written
      left -= written
    }
  }

  /// Closes a file that was written; what is only told then is an error, too.
  static func close(_ descriptor: Int32, _ name: String) throws {
    guard Foundation.close(descriptor) == 0 || errno == EINTR else {
      throw writing(name, "cannot write")
    }
  }

  /// Waits until what was written is on the disk.
  static func synchronize(_ descriptor: Int32, _ name: String) throws {
    while fsync(descriptor) != 0 {
      // Some file systems cannot synchronize folders and say so with EINVAL.
      if errno == EINVAL { return }
      if errno != EINTR { throw writing(name, "cannot write to disk") }
    }
  }
}
