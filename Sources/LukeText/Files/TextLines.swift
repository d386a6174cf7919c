import Foundation

/// Cuts text files into lines.
enum TextLines {
  /// The lines without their ends (`\n`, `\r\n` or `\r`); a line end at the very end starts no line,
  /// a byte order mark is left out.
  static func split(_ data: Data) -> [String] {
    let bytes = ContiguousArray(data)
    var lines: [String] = []
    var start = bytes.starts(with: ByteOrderMark.utf8) ? 3 : 0
    var position = start
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == 10 || byte == 13 else {
        position += 1
        continue
      }
      lines.append(String(decoding: bytes[start..<position], as: UTF8.self))
      position += byte == 13 && position + 1 < bytes.count && bytes[position + 1] == 10 ? 2 : 1
      start = position
    }
    if start < bytes.count {
      lines.append(String(decoding: bytes[start...], as: UTF8.self))
    }
    return lines
  }

  /// Whether there are only spaces and tabs in a line, if anything.
  static func isBlank(_ line: String) -> Bool { line.utf8.allSatisfy { $0 == 0x20 || $0 == 9 } }
}
