extension WikitextScanner {
  /// As many braces as are taken for one run at most.
  private static let maximumBraceCount = 255

  /// Reads a run of opening braces: templates (two) and arguments (three), from the inside out.
  mutating func readBraces() {
    let start = head
    head += 2
    while bytes[head] == UInt8(ascii: "{"), head - start < Self.maximumBraceCount { head += 1 }
    var braces = head - start
    push([])
    var hasContent = false
    while true {
      if braces >= 3, readArgument() {
        braces -= 3
      } else if braces >= 2, readTemplate(hasContent: hasContent) {
        braces -= 2
        // Two that are left are a template, or text; nothing is tried after them.
        if braces == 0 { break }
      } else {
        return leaveBracesAsText(start..<start + braces)
      }
      if braces == 0 { break }
      hasContent = true
      head += 1
    }
    pop()
    context.remove(.failsNext)
  }

  /// Ends the run with what was read of it, after the braces that nothing closes.
  private mutating func leaveBracesAsText(_ range: Range<Int>) {
    let first = frames[frames.count - 1].firstEvent
    pop()
    if events.count == first {
      emit(range)
    } else {
      events.insert(WikitextEvent(.text, range), at: first)
    }
    head -= 1
  }

  private mutating func readTemplate(hasContent: Bool) -> Bool {
    let start = head
    guard mayEnd(\.braces),
      read(hasContent ? [.templateName, .hasTemplate] : .templateName) == .complete
    else {
      head = start
      return false
    }
    takeBack(to: frames[frames.count - 1].firstEvent)
    emit(.nothing)
    return true
  }

  private mutating func readArgument() -> Bool {
    let start = head
    guard mayEnd(\.braces), read(.argumentName) == .complete else {
      head = start
      return false
    }
    // What was read within the same run before belongs to the name.
    events.insert(WikitextEvent(.argumentOpen), at: frames[frames.count - 1].firstEvent)
    emit(.argumentClose)
    return true
  }

  /// Reads the bar before a parameter of a template.
  mutating func readParameter() -> Route? {
    if context.contains(.templateName) {
      guard context.hasAny(of: [.hasText, .hasTemplate]) else { return fail() }
      context.remove(.templateName)
    } else {
      context.remove(.templateValue)
    }
    if context.contains(.templateKey) { pop() } else { context.insert(.templateKey) }
    emit(.nothing)
    // The name of a parameter is a route of its own, on that of the template.
    push(context)
    return nil
  }

  /// Reads the equals sign after the name of a parameter.
  mutating func readParameterValue() {
    pop()
    context.remove(.templateKey)
    context.insert(.templateValue)
    emit(.nothing)
  }

  /// Ends a template at its closing braces.
  mutating func finishTemplate() -> Route {
    if context.contains(.templateName) {
      guard context.hasAny(of: [.hasText, .hasTemplate]) else { return fail() }
    } else if context.contains(.templateKey) {
      pop()
    }
    head += 1
    pop()
    return .complete
  }
}
