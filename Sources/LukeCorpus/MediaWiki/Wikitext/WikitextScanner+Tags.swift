extension WikitextScanner {
  /// Reads the tag that the angle bracket at the head begins, or the bracket as text.
  mutating func readTag() {
    let (start, mark) = (head, events.count)
    head += 1
    if readTagAfterBracket() == .failed {
      takeBack(to: mark)
      head = start
      emitByte()
    }
  }

  /// Reads `</` where no tag is open: tags that have no content may be written so.
  mutating func readMisplacedClosingTag() {
    let (start, mark) = (head, events.count)
    head += 2
    var end = head
    while classes[Int(bytes[end])] & ByteClasses.marker == 0, bytes.spaceLength(at: end) == 0 {
      end += 1
    }
    if TagNames.areAlwaysEmpty.contains(bytes, head..<end), readTagAfterBracket() == .complete {
      return
    }
    takeBack(to: mark)
    head = start + 1
    emit(start..<start + 2)
  }

  /// Reads a tag from its name on, with all its content.
  private mutating func readTagAfterBracket() -> Route {
    guard mayEnd(\.angle), mayTry(.tagOpen) else { return .failed }
    push(.tagOpen)
    let nameStart = head
    emit(.tagOpen)
    var attributes = TagAttributes()
    while true {
      work &+= 1
      let byte = bytes[head]
      if byte == 0 || isExhausted {
        if let resumed = resumeUnclosedQuote(&attributes) {
          head = resumed
          continue
        }
        return fail()
      }
      if attributes.mayEnd {
        if byte == UInt8(ascii: ">") { return readContent(nameStart: nameStart, attributes) }
        if byte == UInt8(ascii: "/"), bytes[head + 1] == UInt8(ascii: ">") {
          head += 1
          return finishEmptyTag()
        }
      }
      guard readAttributes(&attributes) else { return .failed }
      head += 1
    }
  }

  /// Ends a tag that has no content; the head is at its last byte.
  private mutating func finishEmptyTag() -> Route {
    dropAttributes()
    let frame = frames[frames.count - 1]
    events[frame.firstEvent].kind = .tagAlone
    pop()
    return .complete
  }

  /// Ends the routes of attributes and takes back what they left.
  private mutating func dropAttributes() {
    while context.contains(.tagAttribute) { discard() }
    takeBack(to: frames[frames.count - 1].firstEvent + 1)
  }

  /// Reads what a tag holds and its closing tag; the head is at the end of the opening one.
  private mutating func readContent(nameStart: Int, _ attributes: TagAttributes) -> Route {
    dropAttributes()
    let name = nameStart..<(attributes.nameEnd ?? head)
    events[events.count - 1] = WikitextEvent(.tagOpen, name)
    if TagNames.areAlwaysEmpty.contains(bytes, name) { return finishEmptyTag() }
    head += 1
    context = .tagBody
    let mayStayOpen = TagNames.mayStayOpen.contains(bytes, name)
    guard mayStayOpen || mayCloseTag(name) else { return fail() }
    return TagNames.holdPlainText.contains(bytes, name) ? readPlainContent(name) : run()
  }

  /// Reads a tag's content in which nothing but entities means anything.
  private mutating func readPlainContent(_ name: Range<Int>) -> Route {
    while true {
      let start = head
      while bytes[head] != UInt8(ascii: "<"), bytes[head] != UInt8(ascii: "&"), bytes[head] != 0 {
        head += 1
      }
      work &+= 1 + (head - start) >> 4
      if start < head { emit(start..<head) }
      if bytes[head] == 0 || isExhausted { return fail() }
      if bytes[head] == UInt8(ascii: "&") {
        readEntity()
      } else if bytes[head + 1] == UInt8(ascii: "/") {
        var end = head + 2
        while bytes[end] != UInt8(ascii: ">"), bytes[end] != 0, bytes[end] != .newline { end += 1 }
        if bytes[end] == UInt8(ascii: ">"), isSameName(head + 2..<end, name) {
          head = end
          return finishTagWithContent()
        }
        emit(head..<head + 2)
        head += 1
      } else {
        emitByte()
      }
      head += 1
    }
  }

  private mutating func finishTagWithContent() -> Route {
    emit(.tagClose)
    pop()
    return .complete
  }

  /// Ends a tag at the end of its closing tag, if that names the same tag.
  mutating func finishClosingTag() -> Route {
    let first = frames[frames.count - 1].firstEvent
    let isName = events.count == first + 1 && events[first].kind == .text
    let name = isName ? events[first].range : nil
    discard()
    let opening = events[frames[frames.count - 1].firstEvent].range
    guard let name, isSameName(name, opening) else { return fail() }
    return finishTagWithContent()
  }

  /// Ends a tag at the end of the text: some tags then are empty, and their content follows them.
  mutating func finishTagAtEnd() -> Route {
    let first = frames[frames.count - 1].firstEvent
    guard TagNames.mayStayOpen.contains(bytes, events[first].range) else { return fail() }
    events[first].kind = .tagAlone
    pop()
    return .complete
  }

  /// Whether two names are the same but for case and white space after them.
  private func isSameName(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    let (left, right) = (trimmed(left), trimmed(right))
    if left.count == right.count,
      zip(left, right).allSatisfy({ bytes[$0].lowercasedASCII == bytes[$1].lowercasedASCII })
    {
      return true
    }
    guard (left.lazy.map { bytes[$0] }.contains { $0 >= 0x80 }) else { return false }
    let names = [left, right].map {
      String(
        decoding: UnsafeBufferPointer(start: bytes + $0.lowerBound, count: $0.count), as: UTF8.self
      )
      .lowercased().unicodeScalars
    }
    return names[0].elementsEqual(names[1])
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound {
      let start = bytes.characterStart(before: end)
      guard bytes.spaceLength(at: start) > 0 else { break }
      end = start
    }
    return range.lowerBound..<end
  }
}
