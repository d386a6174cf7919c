/// How far the reading of a tag's name and attributes has come.
struct TagAttributes {
  enum State {
    case beforeName
    case name
    /// White space was read; an attribute or the end may follow.
    case betweenAttributes
    case attributeName
    /// White space after an attribute's name: an equals sign may still follow.
    case afterAttributeName
    /// After an equals sign.
    case beforeValue
    case value
    case quotedValue
    /// After the quotation mark that ends a value: white space or the end must follow.
    case afterQuotedValue
  }

  var state = State.beforeName
  /// Where the tag's name ends, once something follows it.
  var nameEnd: Int?
  /// The quotation mark that the value began with.
  var quotationMark: UInt8 = 0
  /// Where it is.
  var quotationStart = 0

  /// Whether the tag may end here.
  var mayEnd: Bool { state != .beforeName && state != .quotedValue }

  /// Whether a value in quotation marks is open, or nothing followed it yet.
  var isQuoted: Bool { state == .quotedValue || state == .afterQuotedValue }
}

extension WikitextScanner {
  /// Reads one character, or markup, of a tag's name and attributes; false if the tag fails.
  mutating func readAttributes(_ attributes: inout TagAttributes) -> Bool {
    let space = bytes.spaceLength(at: head)
    switch attributes.state {
    case .beforeName, .name:
      if classes[Int(bytes[head])] & ByteClasses.marker != 0
        || space > 0 && attributes.state == .beforeName
      {
        _ = fail()
        return false
      }
      attributes.state = .name
      guard space > 0 else { return true }
      attributes.nameEnd = head
      attributes.state = .betweenAttributes
      head += space - 1
      return true
    case _ where space > 0:
      readSpace(&attributes)
      head += space - 1
      return true
    case .afterQuotedValue:
      // Something right after the quotation mark: it was none, and the value is read again.
      attributes.state = .value
      rememberFailure()
      discard()
      head = attributes.quotationStart - 1
      return true
    case .betweenAttributes:
      attributes.state = .attributeName
      push(.tagAttribute)
    case .attributeName, .afterAttributeName:
      if bytes[head] == UInt8(ascii: "=") {
        attributes.state = .beforeValue
        return true
      }
      if attributes.state == .afterAttributeName {
        discard()
        attributes.state = .attributeName
        push(.tagAttribute)
      }
    case .beforeValue, .value, .quotedValue:
      if readQuotationMark(&attributes) { return true }
    }
    readInAttribute()
    return true
  }

  private mutating func readSpace(_ attributes: inout TagAttributes) {
    switch attributes.state {
    case .value:
      discard()
      attributes.state = .betweenAttributes
    case .afterQuotedValue:
      discard()
      discard()
      attributes.state = .betweenAttributes
    case .attributeName: attributes.state = .afterAttributeName
    default: break
    }
  }

  /// Begins or ends a quoted value; false if the character is part of the value.
  private mutating func readQuotationMark(_ attributes: inout TagAttributes) -> Bool {
    let byte = bytes[head]
    let isEscaped =
      bytes[head - 1] == UInt8(ascii: "\\") && bytes[head - 2] != UInt8(ascii: "\\")
    if attributes.state == .beforeValue {
      attributes.state = .value
      guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), !isEscaped else {
        return false
      }
      if failedRoutes.contains(key(context)) {
        head -= 1
      } else {
        attributes.state = .quotedValue
        attributes.quotationMark = byte
        attributes.quotationStart = head
        push(context)
      }
      return true
    }
    if attributes.state == .quotedValue, byte == attributes.quotationMark, !isEscaped {
      attributes.state = .afterQuotedValue
      return true
    }
    return false
  }

  /// Reads markup within an attribute, or the byte at the head as text.
  private mutating func readInAttribute() {
    let (byte, next) = (bytes[head], bytes[head + 1])
    guard mayNest else { return emitByte() }
    switch byte {
    case UInt8(ascii: "{") where next == byte: readBraces()
    case UInt8(ascii: "[") where next == byte: readLink()
    case UInt8(ascii: "<"): readTag()
    default: emitByte()
    }
  }

  /// Where to go on when the text ends within attributes: after a quotation mark that nothing
  /// closes; nil if there is none, and then the routes of attributes are gone.
  mutating func resumeUnclosedQuote(_ attributes: inout TagAttributes) -> Int? {
    guard context.contains(.tagAttribute) else { return nil }
    if attributes.isQuoted, !isExhausted {
      attributes.state = .value
      rememberFailure()
      discard()
      return attributes.quotationStart
    }
    while context.contains(.tagAttribute) { discard() }
    return nil
  }
}
