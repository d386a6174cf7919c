extension WikitextScanner {
  /// Reads the markers of a list item, of which the first is at the head.
  mutating func readListMarkers() {
    while true {
      if bytes[head] == UInt8(ascii: ";") { context.insert(.term) }
      emit(.nothing)
      switch bytes[head + 1] {
      case UInt8(ascii: "#"), UInt8(ascii: "*"), UInt8(ascii: ";"), UInt8(ascii: ":"): head += 1
      default: return
      }
    }
  }

  /// Ends the term of a definition list at the colon or new line at the head.
  mutating func finishTerm() {
    context.remove(.term)
    if bytes[head] == UInt8(ascii: ":") { emit(.nothing) } else { emitByte() }
  }

  /// Reads a rule, four hyphens or more at the start of a line, or the hyphen as text.
  mutating func readRule() {
    let hyphen = UInt8(ascii: "-")
    guard isAtLineStart, bytes[head + 1] == hyphen, bytes[head + 2] == hyphen,
      bytes[head + 3] == hyphen
    else { return emitByte() }
    head += 3
    while bytes[head + 1] == hyphen { head += 1 }
    emit(.nothing)
  }
}
