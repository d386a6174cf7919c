import LukeSystem

/// Reads JSON (RFC 8259) from UTF-8, strictly, and says where what is wrong.
///
/// A key given twice is a fault, unless the reader asks for both: what they mean is for those who know
/// the file.
package struct JSONParser {
  /// Nesting deeper than this is refused: no honest file has it, and it would exhaust the stack.
  private static let maximumDepth = 200
  /// Characters of the longest number that is read: more are no number that anything could hold.
  private static let longestNumber = 1000
  private static let digitBytes = UInt8(ascii: "0")...UInt8(ascii: "9")

  let bytes: UnsafeBufferPointer<UInt8>
  var position: Int
  private var depth = 0
  /// What ends where the bytes do, for messages.
  private let whole: String
  /// Where values and keys start, if that is asked for.
  private var offsets: [Int]?
  private let allowsRepeatedKeys: Bool

  private init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ whole: String, recordsOffsets: Bool,
    allowsRepeatedKeys: Bool
  ) {
    self.allowsRepeatedKeys = allowsRepeatedKeys
    self.bytes = bytes
    self.whole = whole
    position = TextPlace(startOf: bytes).offset
    offsets = recordsOffsets ? [] : nil
  }

  /// Reads one value that fills the bytes, after a byte order mark; messages call the bytes `whole`.
  package static func parse(
    _ bytes: some Sequence<UInt8>, whole: String = "file", allowsRepeatedKeys: Bool = false
  ) throws(JSONSyntaxError) -> JSONValue {
    try ContiguousArray(bytes).withUnsafeBufferPointer { buffer throws(JSONSyntaxError) in
      var parser = JSONParser(
        buffer, whole, recordsOffsets: false, allowsRepeatedKeys: allowsRepeatedKeys)
      return try parser.document()
    }
  }

  /// Reads one value that fills the bytes, and where its parts start.
  ///
  /// The offsets, in bytes, are in the order of the text: that of a value, then those of its elements;
  /// those of a key and of its value for each member.
  package static func parseWithOffsets(
    _ bytes: some Sequence<UInt8>, allowsRepeatedKeys: Bool = false
  ) throws(JSONSyntaxError) -> (value: JSONValue, offsets: [Int]) {
    try ContiguousArray(bytes).withUnsafeBufferPointer { buffer throws(JSONSyntaxError) in
      var parser = JSONParser(
        buffer, "file", recordsOffsets: true, allowsRepeatedKeys: allowsRepeatedKeys)
      let value = try parser.document()
      return (value, parser.offsets ?? [])
    }
  }
}

// MARK: - Values

extension JSONParser {
  private mutating func document() throws(JSONSyntaxError) -> JSONValue {
    if let encoding = WideEncoding(start: bytes) {
      throw JSONSyntaxError(
        line: 1, column: 1,
        message:
          "the \(whole) is in \(encoding.rawValue), and JSON is read in UTF-8; convert it, for "
          + "example with iconv -f \(encoding.rawValue) -t UTF-8")
    }
    skipSpace()
    let value = try value()
    skipSpace()
    if position < bytes.count { throw fault("expected the end of the \(whole), found \(found)") }
    return value
  }

  private mutating func value() throws(JSONSyntaxError) -> JSONValue {
    offsets?.append(position)
    switch current {
    case UInt8(ascii: "{"): return .object(try members())
    case UInt8(ascii: "["): return .array(try elements())
    case UInt8(ascii: "\""): return .string(try string())
    case let byte? where byte == UInt8(ascii: "-") || Self.digitBytes.contains(byte):
      return .number(try number())
    default: return try word()
    }
  }

  private mutating func members() throws(JSONSyntaxError) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    var keys = KeyPlaces()
    try open()
    while current != UInt8(ascii: "}") {
      guard current == UInt8(ascii: "\"") else {
        throw fault("expected a key in double quotes, found \(found)")
      }
      offsets?.append(position)
      let place = position
      let key = try string()
      if !allowsRepeatedKeys, let first = keys.add(key, at: place) {
        throw repetition(of: key, at: place, first: first)
      }
      skipSpace()
      guard current == UInt8(ascii: ":") else { throw fault("expected :, found \(found)") }
      step()
      members.append(JSONValue.Member(key: key, value: try value()))
      try separator(closing: "}")
    }
    close()
    return members
  }

  private mutating func elements() throws(JSONSyntaxError) -> [JSONValue] {
    var elements: [JSONValue] = []
    try open()
    while current != UInt8(ascii: "]") {
      elements.append(try value())
      try separator(closing: "]")
    }
    close()
    return elements
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
  private mutating func separator(closing: Unicode.Scalar) throws(JSONSyntaxError) {
    skipSpace()
    if current == UInt8(ascii: closing) { return }
    guard current == UInt8(ascii: ",") else {
      throw fault("expected , or \(closing), found \(found)")
    }
    let comma = position
    step()
    if current == UInt8(ascii: closing) {
      throw fault("a comma before the closing \(closing)", at: comma)
    }
  }

  private mutating func word() throws(JSONSyntaxError) -> JSONValue {
    for (text, value) in [("true", JSONValue.bool(true)), ("false", .bool(false)), ("null", .null)]
    where bytes[position...].starts(with: text.utf8) {
      position += text.utf8.count
      return value
    }
    try refuseForeignWord()
    throw fault("expected a value, found \(found)")
  }

  /// Names what other languages write where JSON has nothing or something else.
  private func refuseForeignWord(at start: Int? = nil) throws(JSONSyntaxError) {
    for (word, advice) in Self.foreignWords where bytes[position...].starts(with: word.utf8) {
      throw fault("\(word) is no JSON; write \(advice)", at: start)
    }
  }

  private static let foreignWords: KeyValuePairs = [
    "Infinity": "a number, or null", "NaN": "a number, or null", "nan": "a number, or null",
    "inf": "a number, or null", "None": "null", "True": "true", "False": "false",
    "undefined": "null",
  ]

  private func repetition(of key: String, at place: Int, first: Int) -> JSONSyntaxError {
    var text = TextPlace(startOf: bytes)
    text.advance(to: first, in: bytes)
    let name = key.count > 60 ? key.prefix(57) + "…" : key
    var error = fault(
      "the key \"\(name)\" is given twice (first at \(text.line):\(text.column))", at: place)
    error.repetition = .init(key: name, line: text.line, column: text.column)
    return error
  }

  private mutating func number() throws(JSONSyntaxError) -> String {
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    try refuseForeignWord(at: start)
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
    guard position - start <= Self.longestNumber else {
      throw fault(
        "a number of \(position - start) characters; more than \(Self.longestNumber) are not read",
        at: start)
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    // Only a long one, or one with an exponent, can be too large.
    let isPlain = position - start < 300 && !text.utf8.contains { $0 | 0x20 == UInt8(ascii: "e") }
    if !isPlain, Double(text)?.isFinite != true {
      let name = text.count > 40 ? text.prefix(37) + "…" : text[...]
      throw fault(
        "the number \(name) is out of range; the largest that is read is 1.797e308", at: start)
    }
    return text
  }

  private mutating func digits() throws(JSONSyntaxError) {
    let start = position
    while let byte = current, Self.digitBytes.contains(byte) { position += 1 }
    if position == start { throw fault("expected a digit, found \(found)") }
  }
}

// MARK: - Places

extension JSONParser {
  var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// An error at an offset, or at the present place.
  func fault(_ message: String, at offset: Int? = nil) -> JSONSyntaxError {
    var place = TextPlace(startOf: bytes)
    place.advance(to: offset ?? position, in: bytes)
    return JSONSyntaxError(line: place.line, column: place.column, message: message)
  }

  /// What stands at the present place, in words.
  var found: String {
    guard let byte = current else { return "the end of the \(whole)" }
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
    }
  }
}
