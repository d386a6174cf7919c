import Foundation
import LukeSystem

/// Cuts text files into lines.
enum TextLines {
  /// The lines without their ends (`\n`, `\r\n` or `\r`); a line end at the very end starts no line,
  /// a byte order mark is left out.
  /// - Throws: `TokenizerError` with the line that is not valid UTF-8, after `place`.
  static func split(_ data: Data, at place: String) throws(TokenizerError) -> [String] {
    let bytes = Array(data)
    var lines: [String] = []
    var start = bytes.starts(with: ByteOrderMark.utf8) ? 3 : 0
    var position = start
    func end(_ line: ArraySlice<UInt8>) throws(TokenizerError) {
      guard let text = String(validating: line, as: UTF8.self) else {
        let fault = InvalidByte(in: line).map(String.init(describing:)) ?? "is not valid UTF-8"
        throw .badContent(
          "\(place), line \(lines.count + 1): \(fault); get the file anew, or convert it to UTF-8")
      }
      lines.append(text)
    }
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == 10 || byte == 13 else {
        position += 1
        continue
      }
      try end(bytes[start..<position])
      position += byte == 13 && position + 1 < bytes.count && bytes[position + 1] == 10 ? 2 : 1
      start = position
    }
    if start < bytes.count { try end(bytes[start...]) }
    return lines
  }

  /// Whether there are only spaces and tabs in a line, if anything.
  static func isBlank(_ line: String) -> Bool { line.utf8.allSatisfy { $0 == 0x20 || $0 == 9 } }
}
