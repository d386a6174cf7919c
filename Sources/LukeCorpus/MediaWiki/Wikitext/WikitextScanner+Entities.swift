extension WikitextScanner {
  /// The longest name and number that an entity may have; zeros before a number do not count.
  private static let maximumEntityCount = 8

  /// Reads the character that an ampersand names, or the ampersand as text.
  mutating func readEntity() {
    let start = head
    guard let scalar = entity() else {
      head = start
      return emitByte()
    }
    events.append(WikitextEvent(.entity, Int(scalar.value)..<Int(scalar.value)))
  }

  /// The scalar of the entity at the head, which then is at its semicolon.
  private mutating func entity() -> Unicode.Scalar? {
    head += 1
    guard bytes[head] == UInt8(ascii: "#") else { return namedEntity() }
    head += 1
    let isHexadecimal = bytes[head] | 0x20 == UInt8(ascii: "x")
    if isHexadecimal { head += 1 }
    while bytes[head] == UInt8(ascii: "0") { head += 1 }
    let first = head
    var value: UInt32 = 0
    while let digit = digit(bytes[head], isHexadecimal), head - first < Self.maximumEntityCount {
      value = value &* (isHexadecimal ? 16 : 10) &+ digit
      head += 1
    }
    guard head > first, bytes[head] == UInt8(ascii: ";"), value > 0, value < 0x110000 else {
      return nil
    }
    // Halves of surrogate pairs are no characters.
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  private func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
    if byte &- 48 < 10 { return UInt32(byte &- 48) }
    let letter = (byte | 0x20) &- 97
    return isHexadecimal && letter < 6 ? UInt32(letter) + 10 : nil
  }

  private mutating func namedEntity() -> Unicode.Scalar? {
    let first = head
    while bytes[head].isASCIILetterOrDigit, head - first < Self.maximumEntityCount { head += 1 }
    guard head > first, bytes[head] == UInt8(ascii: ";") else { return nil }
    return CharacterEntities.scalar(
      named: UnsafeBufferPointer(start: bytes + first, count: head - first))
  }

  /// Passes a comment, which the head begins; if nothing ends it, its beginning is text.
  mutating func readComment() {
    let start = head
    guard let end = commentEnd() else {
      unclosedComment = min(unclosedComment, start)
      head += 3
      return emit(start..<start + 4)
    }
    head = end
    emit(.nothing)
    context.remove(.failsNext)
  }

  /// The last byte of the comment at the head; nil if nothing ends it.
  private mutating func commentEnd() -> Int? {
    guard head < unclosedComment else { return nil }
    let hyphen = UInt8(ascii: "-")
    for place in stride(from: head + 4, to: count, by: 1) where bytes[place] == hyphen {
      if bytes[place + 1] == hyphen, bytes[place + 2] == UInt8(ascii: ">") {
        work &+= (place - head) >> 4
        return place + 2
      }
    }
    return nil
  }
}
