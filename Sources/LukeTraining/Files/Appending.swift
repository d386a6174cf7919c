import Foundation
import LukeSystem

/// Adds to the end of files that grow, such as the log of a run.
enum Appending {
  /// Adds a line.
  /// - Parameter line: text without a line break.
  static func add(line: String, to path: String) throws {
    try add(to: path) { isLineOpen in
      // A power failure can leave a line without its end.
      Array(((isLineOpen ? "\n" : "") + line + "\n").utf8)
    }
  }

  /// Adds bytes.
  static func add(_ bytes: [UInt8], to path: String) throws { try add(to: path) { _ in bytes } }

  /// Adds in one write, so that no reader sees half of it; a write that fails leaves none of it.
  /// - Parameter content: what is added, told whether what is there does not end with a line break.
  private static func add(to path: String, _ content: (Bool) -> [UInt8]) throws {
    let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw FileAccess.failure("cannot write", path) }
    let length = lseek(descriptor, 0, SEEK_END)
    let failure = write(content(isLineOpen(descriptor, length: length)), to: descriptor)
    if failure != nil, length >= 0 { ftruncate(descriptor, length) }
    let isClosed = close(descriptor) == 0 || errno == EINTR
    if let failure {
      throw FileAccess.failure("cannot write", path, reason: failure)
    } else if !isClosed {
      throw FileAccess.failure("cannot write", path)
    }
  }

  /// Whether a file of some bytes does not end with a line break.
  private static func isLineOpen(_ descriptor: Int32, length: off_t) -> Bool {
    var last: UInt8 = 0
    return length > 0 && pread(descriptor, &last, 1, length - 1) == 1 && last != 0x0A
  }

  /// What the system says where that fails; nil where all was written.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return count < 0 ? errno : ENOSPC }
      start += count
    }
    return nil
  }
}
