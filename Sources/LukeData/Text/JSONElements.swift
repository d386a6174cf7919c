import LukeJSON

/// The objects of a JSON array, or of a sequence of objects, as they lie in a file: so that each can
/// be decoded by itself and its faults given with its line.
struct JSONElements {
  /// The bytes of an object and where it starts, both counted from 1.
  struct Element {
    let bytes: ArraySlice<UInt8>
    let line: Int
    let column: Int
  }

  private(set) var elements: [Element] = []
  /// Whether brackets and quotes all close.
  private(set) var isComplete = false
  /// The first thing outside of objects that does not belong there, and where it is.
  private(set) var stray: (text: Character, line: Int, column: Int)?

  private var depth = 0
  /// Brackets of the array around the objects seen so far: none, the first, both.
  private var bracketCount = 0
  private var isAfterComma = false
  private var start = 0
  private var line = 1
  private var column = 0
  private var startLine = 1
  private var startColumn = 1

  init(_ bytes: [UInt8]) {
    var isInString = false
    var isEscaped = false
    for (index, byte) in bytes.enumerated() {
      if byte == .newline {
        line += 1
        column = 0
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      if depth == 0 { takeOutside(byte) }
      if isInString {
        if !isEscaped && byte == UInt8(ascii: "\"") { isInString = false }
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else {
        take(byte, index, bytes)
      }
    }
    isComplete = depth == 0 && !isInString && bracketCount != 1
  }

  /// Between objects there are the two brackets, commas inside of them, and blanks.
  private mutating func takeOutside(_ byte: UInt8) {
    let isExpected =
      switch byte {
      case UInt8(ascii: "["): bracketCount == 0 && elements.isEmpty
      case UInt8(ascii: "]"): bracketCount == 1 && !isAfterComma
      case UInt8(ascii: ","): bracketCount == 1 && !elements.isEmpty && !isAfterComma
      case UInt8(ascii: "{"):
        bracketCount == 0 || bracketCount == 1 && (elements.isEmpty || isAfterComma)
      default: byte.isBlank || byte == .newline
      }
    if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") { bracketCount += 1 }
    if !byte.isBlank && byte != .newline { isAfterComma = byte == UInt8(ascii: ",") }
    if !isExpected && stray == nil {
      stray = (Character(UnicodeScalar(byte < 0x80 ? byte : UInt8(ascii: "?"))), line, column)
    }
  }

  /// Calls `body` with the record that each object is; what cannot be read, or is too long, is a fault.
  ///
  /// `looking` gets each object as it is, before it is decoded.
  func forEach<Record: Decodable>(
    as type: Record.Type, in file: String, _ faults: inout FaultCollector,
    looking: (JSONValue) -> Void = { _ in },
    _ body: (Record, SourceLocation) throws(JSONText.Fault) -> Void
  ) {
    for element in elements {
      if element.bytes.count > LongestRecord.byteCount {
        faults.add(
          line: element.line, column: element.column,
          "is longer than \(LongestRecord.name), the most that is read of a record")
        continue
      }
      do throws(JSONText.Fault) {
        try body(
          JSONText.decode(type, from: element.bytes, looking: looking),
          SourceLocation(file: file, line: element.line))
      } catch {
        faults.add(error, line: element.line, column: element.column)
      }
    }
  }

  /// The objects of a file that is an array, or has one under `data`; what stands between them is a fault.
  /// - Throws: `DataError` where the file ends within them.
  static func ofArray(
    in source: SourceText, _ faults: inout FaultCollector
  ) throws(DataError) -> JSONElements {
    let elements = JSONElements(RecordRecognition.array(in: source))
    if let stray = elements.stray {
      faults.add(
        line: stray.line, column: stray.column, "\"\(stray.text)\" is not expected between objects")
    } else if !elements.isComplete {
      throw .unsuitable(file: source.file, reason: "ends within its JSON: truncated?")
    }
    return elements
  }

  /// What does not belong between objects, as a fault.
  func addStray(to faults: inout FaultCollector) {
    guard let stray else { return }
    faults.add(
      line: stray.line, column: stray.column,
      "is not valid JSON: did not expect \"\(stray.text)\" here")
  }

  /// The error for a file in which a bracket or quote is open.
  static func isOpen(file: String) -> DataError {
    .unsuitable(file: file, reason: "is not valid JSON: a bracket or quote is open")
  }

  private mutating func take(_ byte: UInt8, _ index: Int, _ bytes: [UInt8]) {
    switch byte {
    case UInt8(ascii: "{"):
      if depth == 0 {
        start = index
        startLine = line
        startColumn = column
      }
      depth += 1
    case UInt8(ascii: "}"):
      depth -= 1
      if depth == 0 {
        elements.append(
          Element(bytes: bytes[start...index], line: startLine, column: startColumn))
      }
    default: break
    }
  }
}
