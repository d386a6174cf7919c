import Foundation
import LukeSystem

/// Cuts text files into lines.
enum TextLines {
  /// The lines without their ends (`\n`, `\r\n` or `\r`); a line end at the very end starts no line,
  /// a byte order mark is left out.
  /// - Throws: `TokenizerError` with the line that is not valid UTF-8, after `place`.
  static func split(_ data: Data, at place: String) throws(TokenizerError) -> [String] {
    try Array(data).withUnsafeBufferPointer { bytes throws(TokenizerError) in
      var lines: [String] = []
      try ByteLines.forEach(inFile: bytes) { number, line throws(TokenizerError) in
        guard let text = String(validating: line, as: UTF8.self) else {
          let fault = InvalidByte(in: line).map(String.init(describing:)) ?? "is not valid UTF-8"
          throw .badContent(
            "\(place), line \(number): \(fault); get the file anew, or convert it to UTF-8")
        }
        lines.append(text)
      }
      return lines
    }
  }

  /// Whether there are only spaces and tabs in a line, if anything.
  static func isBlank(_ line: String) -> Bool { line.utf8.allSatisfy { $0 == 0x20 || $0 == 9 } }
}
