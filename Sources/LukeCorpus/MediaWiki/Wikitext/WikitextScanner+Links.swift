extension WikitextScanner {
  /// Reads what two opening brackets begin: a link, or an address in one bracket too many.
  mutating func readLink() {
    let (start, mark) = (head, events.count)
    events.append(WikitextEvent(.text, start..<start + 1))
    emit(.bracketedOpen)
    head = start + 2
    if readBracketedAddress() == .complete {
      emit(.addressClose)
      // Such an address within the title of another one is text.
      guard context.contains(.addressTitle) else { return }
    } else {
      takeBack(to: mark)
      head = start + 2
      if mayEnd(\.brackets) {
        events.append(WikitextEvent(.linkOpen, head..<head))
        if read(.linkTitle) == .complete { return emit(.linkClose) }
      }
    }
    takeBack(to: mark)
    head = start + 1
    emit(start..<start + 2)
  }

  /// Reads an address, of which the head is at the opening bracket or at the colon.
  mutating func readAddress(inBrackets: Bool) {
    let (start, mark) = (head, events.count)
    if !context.hasAny(of: .forbidsAddresses), mayNest {
      head += 1
      if inBrackets {
        emit(.bracketedOpen)
        if readBracketedAddress() == .complete { return emit(.addressClose) }
      } else if readFreeAddress() {
        return
      }
      takeBack(to: mark)
      head = start
    }
    if !inBrackets, context.contains(.term) { finishTerm() } else { emitByte() }
  }

  /// Reads an address and its title up to the closing bracket; the head is after the opening one.
  private mutating func readBracketedAddress() -> Route {
    guard mayEnd(\.bracket), mayTry(.address) else { return .failed }
    push(.address)
    let schemeStart = head
    if hasSlashes {
      head += 2
    } else {
      while AddressSchemes.mayHold(bytes[head]) { head += 1 }
      let scheme = schemeStart..<head
      guard bytes[head] == UInt8(ascii: ":") else { return fail() }
      head += 1
      let slashes = hasSlashes
      guard AddressSchemes.contain(bytes, scheme, hasSlashes: slashes) else { return fail() }
      if slashes { head += 2 }
    }
    switch bytes[head] {
    case 0, .newline, .space, UInt8(ascii: "]"): return fail()
    default: break
    }
    while true {
      work &+= 1
      let byte = bytes[head]
      if opensMarkupInAddress(byte) {
        readMarkupInAddress(byte)
      } else if byte == 0 || byte == .newline {
        return fail()
      } else if byte == UInt8(ascii: "]") {
        pop()
        return .complete
      } else if endsAddress(byte) {
        emit(.bracketedSeparator)
        if byte == .space { head += 1 }
        context.formSymmetricDifference([.address, .addressTitle])
        return run()
      }
      head += 1
    }
  }

  /// Reads the address whose scheme is the text before the head; the head is after the colon.
  private mutating func readFreeAddress() -> Bool {
    guard let scheme = schemeBeforeColon() else { return false }
    let slashes = hasSlashes
    let route = context.union(.address)
    guard AddressSchemes.contain(bytes, scheme, hasSlashes: slashes), mayTry(route) else {
      return false
    }
    let textEvent = events.count - 1
    emit(.freeOpen)
    push(route)
    if slashes { head += 2 }
    switch bytes[head] {
    case 0, .newline, .space, UInt8(ascii: "]"), UInt8(ascii: "["):
      _ = fail()
      return false
    default: break
    }
    emit(scheme.lowerBound..<head)
    let end = readRestOfFreeAddress()
    // The scheme was text until now.
    events[textEvent].end = Int32(truncatingIfNeeded: scheme.lowerBound)
    pop()
    emit(.addressClose)
    if end < head + 1 { emit(end..<head + 1) }
    return true
  }

  /// Reads up to where a free address ends and leaves the head before that; returns the end
  /// without the punctuation after it.
  private mutating func readRestOfFreeAddress() -> Int {
    // Punctuation is part of the address only if more of the address follows.
    var textStart = head
    var tailStart = head
    var hasParenthesis = false
    while true {
      work &+= 1
      let byte = bytes[head]
      if opensMarkupInAddress(byte) {
        if textStart < head { emit(textStart..<head) }
        readMarkupInAddress(byte)
        head += 1
        (textStart, tailStart) = (head, head)
        continue
      }
      if endsAddress(byte) {
        if textStart < tailStart { emit(textStart..<tailStart) }
        if byte != .space { head -= 1 }
        return tailStart
      }
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\\"), UInt8(ascii: "."),
        UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"):
        break
      case UInt8(ascii: ")") where !hasParenthesis: break
      default:
        if byte == UInt8(ascii: "(") { hasParenthesis = true }
        tailStart = head + 1
      }
      head += 1
    }
  }

  /// Whether the head begins what an address may hold besides characters.
  @inline(__always)
  private func opensMarkupInAddress(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"): return true
    case UInt8(ascii: "<"):
      return bytes[head + 1] == UInt8(ascii: "!") && bytes[head + 2] == UInt8(ascii: "-")
        && bytes[head + 3] == UInt8(ascii: "-")
    case UInt8(ascii: "{"): return bytes[head + 1] == byte && mayNest
    default: return false
    }
  }

  private mutating func readMarkupInAddress(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "&"): readEntity()
    case UInt8(ascii: "<"): readComment()
    default: readBraces()
    }
  }

  /// Whether an address ends before the byte at the head.
  private func endsAddress(_ byte: UInt8) -> Bool {
    switch byte {
    case 0, .newline, .space, UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "\""):
      return true
    case UInt8(ascii: "|"): return context.hasAny(of: .template)
    case UInt8(ascii: "="): return context.hasAny(of: [.templateKey, .heading])
    case UInt8(ascii: "}"):
      guard bytes[head + 1] == byte else { return false }
      return context.hasAny(of: .template)
        || bytes[head + 2] == byte && context.hasAny(of: .argument)
    default: return false
    }
  }

  /// Whether two slashes are at the head.
  private var hasSlashes: Bool {
    bytes[head] == UInt8(ascii: "/") && bytes[head + 1] == UInt8(ascii: "/")
  }

  /// The word that the text of the innermost route ends with, before the colon before the head.
  private func schemeBeforeColon() -> Range<Int>? {
    guard let last = events.last, last.kind == .text, let frame = frames.last,
      events.count > frame.firstEvent
    else { return nil }
    let (first, end) = (Int(last.start), head - 1)
    var start = end
    while start > first, bytes[start - 1].isASCIILetterOrDigit {
      start -= 1
      if end - start > AddressSchemes.maximumCount { return nil }
    }
    guard start < end else { return nil }
    if start > first {
      if bytes[start - 1] == UInt8(ascii: "_") { return nil }
      if bytes[start - 1] >= 0x80, isWordCharacter(before: start) { return nil }
    }
    return start..<end
  }

  /// Whether the character before a place is a letter or number of any script.
  private func isWordCharacter(before place: Int) -> Bool {
    let start = bytes.characterStart(before: place)
    let text = UnsafeBufferPointer(start: bytes + start, count: place - start)
    guard let scalar = String(decoding: text, as: UTF8.self).unicodeScalars.first else {
      return false
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return true
    default: return scalar.properties.numericType != nil
    }
  }
}
