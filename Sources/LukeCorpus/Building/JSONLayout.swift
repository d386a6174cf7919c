import LukeSystem

/// How JSON lies in a file.
enum JSONLayout: Hashable, Sendable {
  /// A value a line.
  case lines
  /// An array of objects, or objects over several lines.
  case elements

  /// Finds it out of the first bytes of a file; nil where they are no JSON.
  init?(_ sample: [UInt8], isWhole: Bool) {
    let start = (sample.starts(with: ByteOrderMark.utf8) ? sample.dropFirst(3) : sample[...])
      .drop { $0.isBlank || $0 == .newline }
    let inside = start.dropFirst().drop { $0.isBlank || $0 == .newline }
    switch start.first {
    case UInt8(ascii: "{"):
      // An opening brace may begin markup of many kinds; a key or the end makes it JSON.
      guard let next = inside.first, "\"'}".utf8.contains(next) else { return nil }
      guard Self.isOpen(start.prefix { $0 != .newline }) else {
        self = .lines
        return
      }
      // A first line that is cut short is a fault of that line, if the next one begins anew.
      let second = start.drop { $0 != .newline }.drop { $0.isBlank || $0 == .newline }.first
      self = second == nil || second == UInt8(ascii: "{") ? .lines : .elements
    case UInt8(ascii: "["):
      guard let next = inside.first, [UInt8(ascii: "{"), UInt8(ascii: "\"")].contains(next) else {
        return nil
      }
      self = .elements
    default: return nil
    }
  }

  /// Whether braces are open at the end of a line, outside of a string.
  private static func isOpen(_ line: ArraySlice<UInt8>) -> Bool {
    var (depth, isInString, isEscaped) = (0, false, false)
    for byte in line {
      if isInString {
        if !isEscaped, byte == UInt8(ascii: "\"") { isInString = false }
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        depth += 1
      } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
        depth -= 1
      }
    }
    return depth > 0 && !isInString
  }
}
