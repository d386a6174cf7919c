extension WikitextScanner {
  /// Whether the byte at the head begins a line.
  @inline(__always)
  var isAtLineStart: Bool { bytes[head - 1] == .newline || bytes[head - 1] == 0 }

  /// Whether only white space lies between the start of the line and the head.
  private var isFirstOnLine: Bool {
    var place = head
    while place > 0, bytes[place - 1] != .newline {
      let start = bytes.characterStart(before: place)
      guard bytes.spaceLength(at: start) > 0 else { return false }
      place = start
    }
    return true
  }

  /// Follows the innermost route to its end, trying the markup on the way.
  mutating func run() -> Route {
    while true {
      work &+= 1
      if context.hasAny(of: .isDelicate) {
        guard isSafe() else {
          if context.hasAny(of: .failsTwice) { discard() }
          return fail()
        }
        if classes[Int(bytes[head])] & ByteClasses.marker == 0 {
          emitDelicateText()
          continue
        }
      } else if classes[Int(bytes[head])] & ByteClasses.stop == 0 {
        let start = head
        repeat { head += 1 } while classes[Int(bytes[head])] & ByteClasses.stop == 0
        work &+= (head - start) >> 4
        emit(start..<head)
      }
      if bytes[head] == 0 && head >= count || isExhausted { return readEnd() }
      if let end = readMarker(bytes[head], next: bytes[head + 1]) { return end }
      head += 1
    }
  }

  /// Reads the markup that begins or ends with the byte at the head, and leaves the head on the
  /// last byte of it; returns how the innermost route ended, if it did.
  @inline(__always)
  private mutating func readMarker(_ byte: UInt8, next: UInt8) -> Route? {
    switch byte {
    case UInt8(ascii: "{"): readLeftBrace(next)
    case UInt8(ascii: "}"): return readRightBrace(next)
    case UInt8(ascii: "["): readLeftBracket(next)
    case UInt8(ascii: "]"): return readRightBracket(next)
    case UInt8(ascii: "|"): return readBar(next)
    case UInt8(ascii: "="): return readEquals(next)
    case UInt8(ascii: "<"): return readLeftAngle(next)
    case UInt8(ascii: ">"):
      if context.contains(.tagClose) { return finishClosingTag() }
      emitByte()
    case UInt8(ascii: "&"): readEntity()
    case .newline: return readNewline()
    case UInt8(ascii: ":"): readColon()
    case UInt8(ascii: "#"), UInt8(ascii: "*"), UInt8(ascii: ";"):
      if isAtLineStart { readListMarkers() } else { emitByte() }
    case UInt8(ascii: "-"): readRule()
    case UInt8(ascii: "!"): return readExclamationMark(next)
    default: emitByte()
    }
    return nil
  }

  private mutating func readLeftBrace(_ next: UInt8) {
    if next == UInt8(ascii: "{"), mayNest { return readBraces() }
    if next == UInt8(ascii: "|"), mayNest, isFirstOnLine { return readTable() }
    emitByte()
  }

  private mutating func readRightBrace(_ next: UInt8) -> Route? {
    if next == UInt8(ascii: "}") {
      if context.hasAny(of: .template) { return finishTemplate() }
      if context.hasAny(of: .argument), bytes[head + 2] == UInt8(ascii: "}") {
        pop()
        head += 2
        return .complete
      }
    }
    emitByte()
    return nil
  }

  private mutating func readLeftBracket(_ next: UInt8) {
    guard next == UInt8(ascii: "["), mayNest else { return readAddress(inBrackets: true) }
    if context.hasAny(of: .forbidsLinks) { emitByte() } else { readLink() }
  }

  private mutating func readRightBracket(_ next: UInt8) -> Route? {
    if next == UInt8(ascii: "]"), context.hasAny(of: .link) {
      pop()
      head += 1
      return .complete
    }
    if context.contains(.addressTitle) {
      pop()
      return .complete
    }
    emitByte()
    return nil
  }

  private mutating func readBar(_ next: UInt8) -> Route? {
    if context.hasAny(of: .template) { return readParameter() }
    if context.contains(.argumentName) {
      context.formSymmetricDifference([.argumentName, .argumentDefault])
      emit(.argumentSeparator)
    } else if context.contains(.linkTitle) {
      context.formSymmetricDifference([.linkTitle, .linkText])
      emit(.linkSeparator)
    } else if context.contains(.table) {
      return readTableBar(next)
    } else {
      emitByte()
    }
    return nil
  }

  private mutating func readEquals(_ next: UInt8) -> Route? {
    if context.contains(.templateKey) {
      if !isInHeading, isAtLineStart, next == UInt8(ascii: "=") {
        readHeading()
      } else {
        readParameterValue()
      }
    } else if !isInHeading, !context.hasAny(of: .template) {
      if isAtLineStart { readHeading() } else { emitByte() }
    } else if context.hasAny(of: .heading) {
      return finishHeading()
    } else {
      emitByte()
    }
    return nil
  }

  private mutating func readLeftAngle(_ next: UInt8) -> Route? {
    if next == UInt8(ascii: "!") {
      if bytes[head + 2] == UInt8(ascii: "-"), bytes[head + 3] == UInt8(ascii: "-") {
        readComment()
      } else {
        emitByte()
      }
    } else if next == UInt8(ascii: "/"), bytes[head + 2] != 0 {
      if context.contains(.tagBody) {
        emit(.nothing)
        push(.tagClose)
        head += 1
      } else {
        readMisplacedClosingTag()
      }
    } else if !context.contains(.tagClose), mayNest {
      readTag()
    } else {
      emitByte()
    }
    return nil
  }

  private mutating func readColon() {
    if classes[Int(bytes[head - 1])] & ByteClasses.marker == 0 {
      readAddress(inBrackets: false)
    } else if isAtLineStart {
      readListMarkers()
    } else if context.contains(.term) {
      finishTerm()
    } else {
      emitByte()
    }
  }

  private mutating func readNewline() -> Route? {
    if context.hasAny(of: .heading) { return fail() }
    if context.contains(.term) {
      finishTerm()
      context.subtract(.cellLine)
    } else {
      if context.contains(.table) { context.subtract(.cellLine) }
      emitByte()
    }
    return nil
  }

  private mutating func readExclamationMark(_ next: UInt8) -> Route? {
    guard context.contains(.table) else {
      emitByte()
      return nil
    }
    if next == UInt8(ascii: "!"), context.contains(.headerLine) {
      return readCell(markupCount: 2, .headerLine)
    }
    if isFirstOnLine { return readCell(markupCount: 1, .headerLine) }
    emitByte()
    return nil
  }

  private mutating func readTableBar(_ next: UInt8) -> Route? {
    if next == UInt8(ascii: "|"), context.contains(.dataLine) {
      return readCell(markupCount: 2, .dataLine)
    }
    if next == UInt8(ascii: "|"), context.contains(.headerLine) {
      return readCell(markupCount: 2, .headerLine)
    }
    if context.contains(.cellStyle) { return finishCell(hasStyle: true) }
    guard isFirstOnLine else {
      emitByte()
      return nil
    }
    switch next {
    case UInt8(ascii: "}"): return finishTablePart()
    case UInt8(ascii: "-"): return readRow()
    default: return readCell(markupCount: 1, .dataLine)
    }
  }

  /// Ends the innermost route at the end of the text, with success only where it needs no end.
  private mutating func readEnd() -> Route {
    guard context.hasAny(of: .needsEnd) else {
      pop()
      return .complete
    }
    if context.contains(.tagBody) {
      return finishTagAtEnd()
    }
    if context.contains(.tableCell) { discard() }
    if context.hasAny(of: .failsTwice) { discard() }
    return fail()
  }
}
