/// A strict JSON reader (RFC 8259) that knows line and column of every value.
///
/// Foundation's readers give neither places nor duplicate keys; both are what a person who edits a
/// file by hand needs. Duplicate keys are an error that names both places.
package struct JSONReader {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var lineStart = 0
  private var depth = 0

  /// Nesting deeper than this is refused: no honest file has it, and it would exhaust the stack.
  static let maximumDepth = 200
  private static let digitBytes = UInt8(ascii: "0")...UInt8(ascii: "9")

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      position = 3
      lineStart = 3
    }
  }

  /// Reads one JSON value that fills `bytes` (UTF-8, a byte order mark is skipped).
  /// - Throws: `JSONSyntaxError`.
  package static func read(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONNode {
    var reader = JSONReader(bytes)
    reader.skipSpace()
    let node = try reader.value()
    reader.skipSpace()
    if reader.position < bytes.count {
      throw reader.fault("expected the end of the file, found \(reader.found)")
    }
    return node
  }

  /// Reads one JSON value that fills `text`.
  package static func read(_ text: String) throws(JSONSyntaxError) -> JSONNode {
    try read(Array(text.utf8))
  }
}

// MARK: - Values

extension JSONReader {
  private mutating func value() throws(JSONSyntaxError) -> JSONNode {
    let origin = here
    switch current {
    case UInt8(ascii: "{"): return JSONNode(try object(), origin: origin)
    case UInt8(ascii: "["): return JSONNode(try array(), origin: origin)
    case UInt8(ascii: "\""): return JSONNode(.string(try string()), origin: origin)
    case let byte? where byte == UInt8(ascii: "-") || Self.digitBytes.contains(byte):
      return JSONNode(.number(try number()), origin: origin)
    default: return JSONNode(try word(), origin: origin)
    }
  }

  private mutating func object() throws(JSONSyntaxError) -> JSONValue {
    var members: [JSONMember] = []
    var places: [String: JSONOrigin] = [:]
    try open()
    while current != UInt8(ascii: "}") {
      let keyOrigin = here
      guard current == UInt8(ascii: "\"") else {
        throw fault("expected a key in double quotes, found \(found)")
      }
      let before = self
      let key = try string()
      if case .file(let line, let column)? = places.updateValue(keyOrigin, forKey: key) {
        throw before.fault("the key \"\(key)\" is given twice (first at \(line):\(column))")
      }
      skipSpace()
      guard current == UInt8(ascii: ":") else { throw fault("expected :, found \(found)") }
      step()
      members.append(JSONMember(key, try value(), keyOrigin: keyOrigin))
      try separator(closing: "}")
    }
    close()
    return .object(members)
  }

  private mutating func array() throws(JSONSyntaxError) -> JSONValue {
    var elements: [JSONNode] = []
    try open()
    while current != UInt8(ascii: "]") {
      elements.append(try value())
      try separator(closing: "]")
    }
    close()
    return .array(elements)
  }

  private mutating func open() throws(JSONSyntaxError) {
    depth += 1
    if depth > Self.maximumDepth {
      throw fault("nested deeper than \(Self.maximumDepth) levels")
    }
    step()
  }

  private mutating func close() {
    depth -= 1
    position += 1
  }

  /// Passes the comma after an element, or stops before the closing bracket.
  private mutating func separator(closing: Character) throws(JSONSyntaxError) {
    skipSpace()
    if current == closing.asciiValue { return }
    guard current == UInt8(ascii: ",") else {
      throw fault("expected , or \(closing), found \(found)")
    }
    let comma = self
    step()
    if current == closing.asciiValue {
      throw comma.fault("a comma before the closing \(closing)")
    }
  }

  private mutating func word() throws(JSONSyntaxError) -> JSONValue {
    for (text, value) in [("true", JSONValue.bool(true)), ("false", .bool(false)), ("null", .null)]
    where bytes[position...].starts(with: text.utf8) {
      position += text.utf8.count
      return value
    }
    throw fault("expected a value, found \(found)")
  }

  private mutating func number() throws(JSONSyntaxError) -> String {
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    let firstDigit = position
    try digits()
    if bytes[firstDigit] == UInt8(ascii: "0"), position > firstDigit + 1 {
      throw fault("a number must not start with 0")
    }
    if current == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() throws(JSONSyntaxError) {
    let start = position
    while let byte = current, Self.digitBytes.contains(byte) {
      position += 1
    }
    if position == start { throw fault("expected a digit, found \(found)") }
  }
}

// MARK: - Strings

extension JSONReader {
  private mutating func string() throws(JSONSyntaxError) -> String {
    let opening = self
    position += 1
    var text: [UInt8] = []
    while let byte = current, byte != UInt8(ascii: "\"") {
      if byte < 0x20 { throw fault("a string must not hold \(found); write it as an escape") }
      if byte == UInt8(ascii: "\\") {
        try escape(into: &text)
      } else {
        text.append(byte)
        position += 1
      }
    }
    if current == nil { throw opening.fault("this string has no closing quote") }
    position += 1
    guard let string = String(validating: text, as: UTF8.self) else {
      throw opening.fault("this string is not valid UTF-8")
    }
    return string
  }

  private static let plainEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F,
    UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
    UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
  ]

  private mutating func escape(into text: inout [UInt8]) throws(JSONSyntaxError) {
    let start = self
    position += 1
    if let plain = current.flatMap({ Self.plainEscapes[$0] }) {
      text.append(plain)
      position += 1
      return
    }
    guard current == UInt8(ascii: "u") else { throw start.fault("no such escape") }
    var scalar = try hexadecimal(of: start)
    if (0xD800..<0xDC00).contains(scalar), bytes[position...].starts(with: [0x5C, 0x75]) {
      position += 1
      let low = try hexadecimal(of: start)
      guard (0xDC00..<0xE000).contains(low) else { throw start.fault("half a surrogate pair") }
      scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let unicode = Unicode.Scalar(scalar) else { throw start.fault("half a surrogate pair") }
    text.append(contentsOf: Array(String(Character(unicode)).utf8))
  }

  private mutating func hexadecimal(of start: JSONReader) throws(JSONSyntaxError) -> UInt32 {
    let digits = bytes[min(position + 1, bytes.count)..<min(position + 5, bytes.count)]
    let text = String(decoding: digits, as: UTF8.self)
    guard digits.count == 4, digits.allSatisfy({ $0 != UInt8(ascii: "+") }),
      let value = UInt32(text, radix: 16)
    else { throw start.fault("\\u needs four hexadecimal digits") }
    position += 5
    return value
  }
}

// MARK: - Places

extension JSONReader {
  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private var column: Int {
    1 + bytes[lineStart..<min(position, bytes.count)].count { $0 & 0xC0 != 0x80 }
  }

  private var here: JSONOrigin { .file(line: line, column: column) }

  private func fault(_ message: String) -> JSONSyntaxError {
    JSONSyntaxError(line: line, column: column, message: message)
  }

  /// What stands at the present place, in words.
  private var found: String {
    guard let byte = current else { return "the end of the file" }
    if byte == 0x0A || byte == 0x0D { return "a line break" }
    if byte == 0x09 { return "a tab" }
    if byte < 0x20 { return "a control character" }
    let scalar = String(decoding: bytes[position..<min(position + 4, bytes.count)], as: UTF8.self)
      .unicodeScalars.first
    return scalar.map { String(Character($0)) } ?? "nothing"
  }

  private mutating func step() {
    position += 1
    skipSpace()
  }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
      if byte == 0x0A {
        line += 1
        lineStart = position
      }
    }
  }
}
