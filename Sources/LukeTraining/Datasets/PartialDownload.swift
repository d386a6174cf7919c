import Foundation
import LukeSystem

/// The part of a file that was downloaded so far: `<name>.partial` beside where the file is to be.
///
/// It stays when a download ends early, and the next one goes on from it.
final class PartialDownload {
  let path: String
  private let descriptor: Int32

  /// Opens, or makes, the part of the file at a path.
  /// - Throws: `TrainingError.inputOutput`, also where another process has it.
  init(of path: String) throws {
    self.path = Self.path(of: path)
    descriptor = open(self.path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw FileAccess.failure("cannot write", self.path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw TrainingError.inputOutput("cannot write \(self.path): it is no regular file")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw TrainingError.inputOutput("\(path): is being fetched by another process")
    }
  }

  deinit { close(descriptor) }

  /// Where the part of a file lies.
  static func path(of path: String) -> String { path + ".partial" }

  /// Bytes that are there.
  var byteCount: Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Begins anew.
  func clear() throws {
    if ftruncate(descriptor, 0) != 0 { throw FileAccess.failure("cannot write", path) }
  }

  /// Adds bytes to the end.
  func append(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes
    while !rest.isEmpty {
      let count = write(descriptor, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileAccess.failure("cannot write", path) }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// Makes the file of it, which is durable then.
  func finish(as name: String) throws {
    guard fsync(descriptor) == 0 else { throw FileAccess.failure("cannot write", path) }
    guard rename(path, name) == 0 else { throw FileAccess.failure("cannot write", name) }
  }

  /// Removes it where nothing came.
  func removeIfEmpty() { if byteCount == 0 { unlink(path) } }
}
