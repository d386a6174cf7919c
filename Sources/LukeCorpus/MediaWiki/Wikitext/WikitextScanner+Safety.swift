extension WikitextScanner {
  /// Whether the delicate route may go on over the character at the head; notes what forbids the
  /// next one.
  mutating func isSafe() -> Bool {
    let byte = bytes[head]
    if context.contains(.failsNext) { return false }
    if context.contains(.linkTitle) { return isSafeInLinkTitle(byte) }
    if context.contains(.addressTitle) { return byte != .newline }
    if context.contains(.templateName) { return isSafeInTemplateName(byte) }
    return isSafeBeforeBrace(byte)
  }

  private mutating func isSafeInLinkTitle(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "]"), UInt8(ascii: "{"): context.insert(.failsNext)
    case .newline, UInt8(ascii: "["), UInt8(ascii: "}"), UInt8(ascii: ">"): return false
    case UInt8(ascii: "<"):
      // Only a comment may follow, and takes the mark away again.
      guard bytes[head + 1] == UInt8(ascii: "!") else { return false }
      context.insert(.failsNext)
    default: break
    }
    return true
  }

  private mutating func isSafeInTemplateName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "{"):
      context.formUnion([.hasTemplate, .failsNext])
      return true
    case UInt8(ascii: "}"):
      context.insert(.failsNext)
      return true
    case UInt8(ascii: "<"):
      guard bytes[head + 1] == UInt8(ascii: "!") else { return false }
      context.insert(.failsNext)
      return true
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ">"): return false
    case UInt8(ascii: "|"): return true
    default: break
    }
    // A name may have white space around it, but not go on after a new line.
    if context.contains(.hasText) {
      if context.contains(.failsOnText) { return bytes.spaceLength(at: head) > 0 }
      if byte == .newline { context.insert(.failsOnText) }
    } else if bytes.spaceLength(at: head) == 0 {
      context.insert(.hasText)
    }
    return true
  }

  /// Looks for braces that belong to no template, which the name of a parameter must not hold.
  private mutating func isSafeBeforeBrace(_ byte: UInt8) -> Bool {
    let brace = UInt8(ascii: "{")
    if context.contains(.failsOnEquals) { return byte != UInt8(ascii: "=") }
    if context.contains(.sawLeftBrace) {
      if byte == brace || bytes[head - 1] == brace && bytes[head - 2] == brace {
        context.insert(context.hasAny(of: .template) ? .failsOnEquals : .failsNext)
        return true
      }
      context.remove(.sawLeftBrace)
    } else if context.contains(.sawRightBrace) {
      if byte == UInt8(ascii: "}") {
        context.insert(.failsNext)
        return true
      }
      context.remove(.sawRightBrace)
    } else if byte == brace {
      context.insert(.sawLeftBrace)
    } else if byte == UInt8(ascii: "}") {
      context.insert(.sawRightBrace)
    }
    return true
  }

  /// Adds the character at the head, found safe, and all after it that nothing can forbid.
  mutating func emitDelicateText() {
    let start = head
    head += 1
    if context.hasAny(of: [.failsNext, .failsOnText, .sawLeftBrace, .sawRightBrace])
      || context.contains(.templateName) && !context.contains(.hasText)
    {
      // One character only.
      while bytes[head] & 0xC0 == 0x80 { head += 1 }
    } else {
      while classes[Int(bytes[head])] & ByteClasses.marker == 0 { head += 1 }
      work &+= (head - start) >> 4
    }
    emit(start..<head)
  }
}
