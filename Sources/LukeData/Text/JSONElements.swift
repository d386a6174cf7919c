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

  private var depth = 0
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
      if isInString {
        if !isEscaped && byte == UInt8(ascii: "\"") { isInString = false }
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else {
        take(byte, index, bytes)
      }
    }
    isComplete = depth == 0 && !isInString
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
