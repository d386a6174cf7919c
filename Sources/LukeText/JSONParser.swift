/// Reads JSON (RFC 8259) from bytes.
package struct JSONParser {
  /// What is wrong and on which line.
  package struct Failure: Error, Equatable {
    package var message: String
    package var line: Int
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var depth = 0

  /// Reads one value that fills the bytes.
  package static func parse(_ bytes: some Sequence<UInt8>) throws(Failure) -> JSONValue {
    let array = ContiguousArray(bytes)
    let result: Result<JSONValue, Failure> = array.withUnsafeBufferPointer { buffer in
      var parser = JSONParser(bytes: buffer)
      do throws(Failure) { return .success(try parser.document()) } catch { return .failure(error) }
    }
    return try result.get()
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
  }

  private mutating func document() throws(Failure) -> JSONValue {
    let value = try value()
    skipSpace()
    guard position == bytes.count else { throw failure("something follows the end of the value") }
    return value
  }

  private func failure(_ message: String) -> Failure {
    let line = bytes[..<min(position, bytes.count)].reduce(1) { $1 == 10 ? $0 + 1 : $0 }
    return Failure(message: message, line: line)
  }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) {
      position += 1
    }
  }

  private var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

  private mutating func value() throws(Failure) -> JSONValue {
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try nested { parser throws(Failure) in try parser.object() }
    case UInt8(ascii: "["): return try nested { parser throws(Failure) in try parser.array() }
    case UInt8(ascii: "\""): return .string(try text())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(
    _ body: (inout JSONParser) throws(Failure) -> JSONValue
  ) throws(Failure) -> JSONValue {
    depth += 1
    guard depth <= 512 else { throw failure("nested more than 512 levels deep") }
    position += 1
    let value = try body(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(Failure) -> JSONValue {
    var members: [JSONValue.Member] = []
    skipSpace()
    if take("}") { return .object(members) }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw failure("a key in quotation marks is missing") }
      let key = try text()
      skipSpace()
      guard take(":") else { throw failure("a colon is missing after a key") }
      members.append(JSONValue.Member(key: key, value: try value()))
      skipSpace()
    } while take(",")
    guard take("}") else { throw failure("a comma or a closing brace is missing") }
    return .object(members)
  }

  private mutating func array() throws(Failure) -> JSONValue {
    var elements: [JSONValue] = []
    skipSpace()
    if take("]") { return .array(elements) }
    repeat {
      elements.append(try value())
      skipSpace()
    } while take(",")
    guard take("]") else { throw failure("a comma or a closing bracket is missing") }
    return .array(elements)
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
    position += 1
    return true
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(Failure) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw failure("not a JSON value") }
    position += word.utf8.count
    return value
  }

  private mutating func number() throws(Failure) -> JSONValue {
    let start = position
    while "+-.0123456789eE".utf8.contains(next) { position += 1 }
    let digits = String(decoding: bytes[start..<position], as: UTF8.self)
    guard Double(digits) != nil, !digits.hasPrefix("+"), !digits.hasPrefix(".") else {
      position = start
      throw failure(start == bytes.count ? "the text ends too early" : "not a JSON value")
    }
    return .number(digits)
  }

  private mutating func text() throws(Failure) -> String {
    position += 1
    let start = position
    while position < bytes.count, next != UInt8(ascii: "\""), next != UInt8(ascii: "\\") {
      position += 1
    }
    var result = String(decoding: bytes[start..<position], as: UTF8.self)
    while next == UInt8(ascii: "\\") {
      result.unicodeScalars.append(try escape())
      let start = position
      while position < bytes.count, next != UInt8(ascii: "\""), next != UInt8(ascii: "\\") {
        position += 1
      }
      result += String(decoding: bytes[start..<position], as: UTF8.self)
    }
    guard take("\"") else { throw failure("the closing quotation mark is missing") }
    return result
  }

  private mutating func escape() throws(Failure) -> Unicode.Scalar {
    position += 2
    guard position <= bytes.count else { throw failure("the text ends too early") }
    switch bytes[position - 1] {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"): return try unicodeEscape()
    case let other where "\"\\/".utf8.contains(other): return Unicode.Scalar(other)
    default: throw failure("unknown escape in a string")
    }
  }

  private mutating func unicodeEscape() throws(Failure) -> Unicode.Scalar {
    let unit = try hexadecimal()
    guard (0xD800..<0xDC00).contains(unit), next == UInt8(ascii: "\\"),
      position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u")
    else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
    let mark = position
    position += 2
    let second = try hexadecimal()
    guard (0xDC00..<0xE000).contains(second) else {
      position = mark
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func hexadecimal() throws(Failure) -> UInt32 {
    guard position + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw failure("four hexadecimal digits are missing after \\u") }
    position += 4
    return value
  }
}
