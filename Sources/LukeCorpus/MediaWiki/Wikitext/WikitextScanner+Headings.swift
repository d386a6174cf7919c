extension WikitextScanner {
  /// Passes a run of equals signs and returns how many there are.
  private mutating func skipEqualsSigns() -> Int {
    let start = head
    while bytes[head] == UInt8(ascii: "=") { head += 1 }
    return head - start
  }

  /// Reads a heading whose first equals sign is at the head.
  mutating func readHeading() {
    let (start, mark) = (head, events.count)
    isInHeading = true
    let count = skipEqualsSigns()
    emit(.headingOpen)
    let opening = events.count
    events.append(WikitextEvent(.nothing))
    if read(.heading(level: min(count, 6))) == .complete {
      // Signs that nothing closes are part of the title.
      if headingLevel < count {
        events[opening] = WikitextEvent(.text, start + headingLevel..<start + count)
      }
      emit(.headingClose)
    } else {
      takeBack(to: mark)
      head = start + count - 1
      emit(start..<start + count)
    }
    isInHeading = false
  }

  /// Reads equals signs in a heading: they end it, unless others follow on the line.
  mutating func finishHeading() -> Route {
    let start = head
    let count = skipEqualsSigns()
    let level = min(context.headingLevel, count)
    let mark = events.count
    // Taken back if the heading ends here.
    events.append(WikitextEvent(.text, start..<start + count))
    if frames.count < Self.hardMaximumDepth, read(context) == .complete {
      pop()
      return .complete
    }
    takeBack(to: mark)
    if level < count { emit(start..<start + count - level) }
    head = start + count - 1
    headingLevel = level
    pop()
    return .complete
  }
}
