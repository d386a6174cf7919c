extension JSONParser {
  /// Reads the string that starts at the present place.
  mutating func string() throws(JSONSyntaxError) -> String {
    let opening = position
    position += 1
    var start = position
    // Stays empty for the many strings without escapes.
    var text: [UInt8] = []
    while let byte = current, byte != UInt8(ascii: "\"") {
      if byte < 0x20 { throw fault("a string must not hold \(found); write it as an escape") }
      if byte == UInt8(ascii: "\\") {
        text.append(contentsOf: bytes[start..<position])
        try escape(into: &text)
        start = position
      } else {
        position += 1
      }
    }
    if current == nil { throw fault("this string has no closing quote", at: opening) }
    let rest = UnsafeBufferPointer(rebasing: bytes[start..<position])
    position += 1
    let string =
      text.isEmpty
      ? String(validating: rest, as: UTF8.self) : String(validating: text + rest, as: UTF8.self)
    guard let string else { throw fault("this string is not valid UTF-8", at: opening) }
    return string
  }

  private static let plainEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F,
    UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
    UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
  ]

  private mutating func escape(into text: inout [UInt8]) throws(JSONSyntaxError) {
    let start = position
    position += 1
    if let plain = current.flatMap({ Self.plainEscapes[$0] }) {
      text.append(plain)
      position += 1
      return
    }
    guard current == UInt8(ascii: "u") else { throw fault("no such escape", at: start) }
    var scalar = try hexadecimal(of: start)
    if (0xD800..<0xDC00).contains(scalar), bytes[position...].starts(with: [0x5C, 0x75]) {
      position += 1
      let low = try hexadecimal(of: start)
      guard (0xDC00..<0xE000).contains(low) else {
        throw fault("half a surrogate pair", at: start)
      }
      scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let unicode = Unicode.Scalar(scalar) else {
      throw fault("half a surrogate pair", at: start)
    }
    text.append(contentsOf: UTF8.encode(unicode) ?? UTF8.encodedReplacementCharacter)
  }

  /// Reads the digits after the u of the escape that starts at `start`.
  private mutating func hexadecimal(of start: Int) throws(JSONSyntaxError) -> UInt32 {
    let digits = bytes[min(position + 1, bytes.count)..<min(position + 5, bytes.count)]
    let text = String(decoding: digits, as: UTF8.self)
    guard digits.count == 4, digits.allSatisfy({ $0 != UInt8(ascii: "+") }),
      let value = UInt32(text, radix: 16)
    else { throw fault("\\u needs four hexadecimal digits", at: start) }
    position += 5
    return value
  }
}
