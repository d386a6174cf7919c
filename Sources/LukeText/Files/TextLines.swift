import Foundation

/// Cuts text files into lines.
enum TextLines {
  /// The lines without their ends (`\n`, `\r\n` or `\r`); a line end at the very end starts no line,
  /// a byte order mark is left out.
  static func split(_ data: Data) -> [String] {
    var lines: [String] = []
    ContiguousArray(data).withUnsafeBufferPointer { bytes in
      ByteLines.forEach(in: bytes) { _, line in
        lines.append(String(decoding: line, as: UTF8.self))
      }
    }
    return lines
  }

  /// Whether there are only spaces and tabs in a line, if anything.
  static func isBlank(_ line: String) -> Bool { line.utf8.allSatisfy { $0 == 0x20 || $0 == 9 } }
}
