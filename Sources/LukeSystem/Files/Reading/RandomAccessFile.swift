import Foundation

/// A file open for reading at any place.
///
/// It reads with `pread` and not through a memory map: a file that shrinks while it is read gives an
/// error then, and not a signal.
package final class RandomAccessFile: Sendable {
  /// Where it is.
  package var path: String { file.path }
  /// Bytes.
  package let size: Int
  private let file: ReadableFile

  /// Opens a file; throws `FileError`, also for what is no regular file, and for a pointer of Git LFS.
  package init(path: String) throws {
    file = try ReadableFile(path: path, as: .regular)
    size = file.size ?? 0
    try LargeFilePointer.check(self)
  }

  /// Fills `destination` with the bytes from `offset` on.
  package func read(at offset: Int, into destination: UnsafeMutableRawBufferPointer) throws {
    guard var place = destination.baseAddress else { return }
    var (offset, left) = (offset, destination.count)
    while left > 0 {
      let count = pread(file.descriptor, place, left, off_t(offset))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FileError.lastSystemError(path, "cannot read") }
      guard count > 0 else {
        throw FileError.malformed(path: path, reason: "the file ends early, at byte \(offset)")
      }
      place += count
      offset += count
      left -= count
    }
  }

  /// The `count` bytes from `offset` on.
  package func bytes(at offset: Int, count: Int) throws -> [UInt8] {
    guard offset >= 0, count >= 0, count <= size, offset <= size - count else {
      throw FileError.malformed(
        path: path, reason: "the file ends early: bytes \(offset) to \(offset &+ count) of \(size)")
    }
    return try [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      try read(
        at: offset,
        into: UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count]))
      initialized = count
    }
  }
}

extension FileError {
  /// The error for the system call that just failed, as `errno` has it.
  package static func lastSystemError(_ path: String, _ action: String) -> FileError {
    let code = errno
    if code == ENOENT || code == ENOTDIR { return .missing(path: path) }
    return .inputOutput(path: path, reason: "\(action): \(SystemReason.text(code))")
  }
}
