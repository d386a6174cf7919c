import Foundation
import LukeFiles

/// A text file as UTF-8 bytes, whatever its encoding was.
public struct SourceText: Sendable {
  /// The path as the user gave it, for messages.
  public let file: String
  /// The CRC-32 of the bytes of the file.
  let checksum: UInt32
  /// The text in UTF-8, without byte order mark.
  let bytes: [UInt8]
  /// The encoding the file has.
  let encoding: TextEncoding
  /// Whether the file starts with a UTF-8 byte order mark.
  let hasByteOrderMark: Bool

  /// Reads a file; without a given encoding, what is not valid UTF-8 is taken for Latin-1.
  public init(file: String, encoding: TextEncoding? = nil) throws(DataError) {
    try self.init(bytes: Self.read(file), file: file, encoding: encoding)
  }

  /// Takes text already in memory, such as standard input; `file` stands for it in messages.
  public init(bytes: [UInt8], file: String, encoding: TextEncoding? = nil) throws(DataError) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw .unsuitable(file: file, reason: "is UTF-16; convert it to UTF-8 first")
    }
    self.file = file
    checksum = bytes.withUnsafeBytes { Checksum(of: $0).value }
    hasByteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let valid = Self.isValidUTF8(bytes)
    if encoding == .utf8 && !valid {
      throw .unsuitable(
        file: file, reason: "is not valid UTF-8; give encoding \"latin-1\" if it is")
    }
    self.encoding = encoding ?? (valid ? .utf8 : .latin1)
    var text = hasByteOrderMark ? Array(bytes.dropFirst(3)) : bytes
    if !text.contains(.newline) {
      // Lines that end as they did on old Macs.
      let carriageReturn = UInt8(ascii: "\r")
      for index in text.indices where text[index] == carriageReturn { text[index] = .newline }
    }
    self.bytes = self.encoding == .utf8 ? text : Self.utf8(latin1: text)
  }

  private static func read(_ file: String) throws(DataError) -> [UInt8] {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file, isDirectory: &isDirectory) else {
      throw .missing(file: file)
    }
    if isDirectory.boolValue { throw .unreadable(file: file, reason: "it is a folder") }
    do {
      // Not Data(contentsOf:), which refuses pipes.
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
      return [UInt8](try handle.readToEnd() ?? Data())
    } catch {
      throw .unreadable(file: file, reason: error.localizedDescription)
    }
  }

  private static func isValidUTF8(_ bytes: [UInt8]) -> Bool {
    String(validating: bytes, as: UTF8.self) != nil
  }

  private static func utf8(latin1 bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 {
        result.append(byte)
      } else {
        result.append(0xC0 | byte >> 6)
        result.append(0x80 | byte & 0x3F)
      }
    }
    return result
  }

  /// Calls `body` with each line's number, counted from 1, and its bytes without the line end and
  /// without blanks after the last character.
  func forEachLine(_ body: (_ number: Int, _ line: ArraySlice<UInt8>) -> Void) {
    var number = 0
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: .newline) ?? bytes.count
      number += 1
      var last = end
      while last > start, bytes[last - 1].isBlank { last -= 1 }
      body(number, bytes[start..<last])
      start = end + 1
    }
  }
}

extension UInt8 {
  static let newline = UInt8(ascii: "\n")
  static let tab = UInt8(ascii: "\t")
  static let space = UInt8(ascii: " ")

  /// Whether the byte is a space, a tab or a carriage return: what separates columns and ends lines.
  var isBlank: Bool { self == .space || self == .tab || self == UInt8(ascii: "\r") }
}

extension ArraySlice<UInt8> {
  /// The bytes, which are UTF-8, as a string.
  var string: String { String(decoding: self, as: UTF8.self) }
}
