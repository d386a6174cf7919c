extension WikitextScanner {
  /// Reads a table, which the head begins, or the brace as text.
  mutating func readTable() {
    let (start, mark, depth) = (head, events.count, frames.count)
    head += 2
    if mayEnd(\.table), mayTry(.table), readTableAttributes(.table, until: .newline) {
      head += 1
      emit(.tableOpen)
      if read(.table) == .complete {
        emit(.tagClose)
        head -= 1
        return
      }
    }
    // Rows and cells that failed leave what they lie in to the table.
    while frames.count > depth {
      rememberFailure()
      discard()
    }
    takeBack(to: mark)
    head = start
    emitByte()
  }

  /// Reads the attributes of a table, row or cell up to an ending, and drops them.
  private mutating func readTableAttributes(_ route: WikitextContext, until ending: UInt8) -> Bool {
    push(route)
    var attributes = TagAttributes()
    attributes.state = .betweenAttributes
    while true {
      work &+= 1
      let byte = bytes[head]
      if byte == ending, attributes.mayEnd {
        while context.contains(.tagAttribute) { discard() }
        discard()
        return true
      }
      if byte == 0 || byte == ending || isExhausted {
        if let resumed = resumeUnclosedQuote(&attributes) {
          head = resumed
          continue
        }
        _ = fail()
        return false
      }
      guard readAttributes(&attributes) else { return false }
      head += 1
    }
  }

  /// Reads `|-`: it ends the row or cell at hand and begins a row.
  mutating func readRow() -> Route? {
    if context.contains(.tableCell) { return finishCell(hasStyle: false) }
    if context.contains(.tableRow) { return finishTablePart() }
    let start = head
    head += 2
    guard mayNest else {
      emit(start..<head)
      head -= 1
      return nil
    }
    let route: WikitextContext = [.table, .tableRow]
    guard mayTry(route), readTableAttributes(route, until: .newline) else { return .failed }
    head += 1
    emit(.rowOpen)
    guard read(route) == .complete else { return .failed }
    emit(.tagClose)
    head -= 1
    return nil
  }

  /// Reads the mark of a cell: it ends the cell at hand, or begins one.
  mutating func readCell(markupCount: Int, _ line: WikitextContext) -> Route? {
    if context.contains(.tableCell) { return finishCell(hasStyle: false) }
    let (start, outerContext) = (head, context)
    head += markupCount
    guard mayNest else {
      emit(start..<head)
      head -= 1
      return nil
    }
    let contentStart = head
    let mark = events.count
    let route: WikitextContext = [.table, .tableCell, line]
    emit(.rowOpen)
    guard read(route.union(.cellStyle)) == .complete else { return .failed }
    var cellContext = context
    context = outerContext
    if cellContext.contains(.cellStyle) {
      // What was read up to the single bar are attributes.
      takeBack(to: mark + 1)
      head = contentStart
      guard readTableAttributes(route, until: UInt8(ascii: "|")) else { return .failed }
      head += 1
      guard read(route) == .complete else { return .failed }
      cellContext = context
      context = outerContext
    }
    emit(.tagClose)
    context.formUnion(cellContext.intersection([.headerLine, .dataLine]))
    head -= 1
    return nil
  }

  /// Ends a cell; its context is left to the route below, which asks it about the line.
  mutating func finishCell(hasStyle: Bool) -> Route {
    if hasStyle { context.insert(.cellStyle) } else { context.remove(.cellStyle) }
    let inner = context
    pop()
    context = inner
    return .complete
  }

  /// Ends the row or the table at hand.
  mutating func finishTablePart() -> Route {
    if context.contains(.tableCell) { return finishCell(hasStyle: false) }
    if !context.contains(.tableRow) { head += 2 }
    pop()
    return .complete
  }
}
