/// Makes the paragraphs of a page out of the events that a scanner found in it.
struct ParagraphWriter {
  private let scanner: WikitextScanner
  private let options: WikitextParser.Options
  private let kinds: LinkKinds
  private var place = 0
  /// The text of the paragraph at hand, in UTF-8.
  private var text: [UInt8] = []
  private var links: [EntityLink] = []
  private var title: [UInt8] = []
  private(set) var paragraphs: [LinkedText] = []
  private(set) var counts = LinkCounts()

  init(_ scanner: WikitextScanner, options: WikitextParser.Options, kinds: LinkKinds) {
    self.scanner = scanner
    self.options = options
    self.kinds = kinds
  }

  /// Writes all paragraphs: what lies before the first heading, then each heading with what follows.
  mutating func write() {
    while place < scanner.events.count {
      if scanner.events[place].kind == .headingOpen { finishParagraph() }
      writeNode()
    }
    finishParagraph()
  }

  private mutating func finishParagraph() {
    guard !text.isEmpty else { return }
    paragraphs.append(LinkedText(text: String(decoding: text, as: UTF8.self), links: links))
    counts.kept += links.count
    text.removeAll(keepingCapacity: true)
    links.removeAll()
  }

  // MARK: Paragraphs

  /// Writes the piece at hand, with its links.
  private mutating func writeNode() {
    let event = scanner.events[place]
    switch event.kind {
    case .linkOpen: writeLink(titleStart: Int(event.start))
    case .tagOpen: writeTag(event.range)
    case .tableOpen:
      place += 1
      skip(to: .tagClose)
    case .rowOpen:
      place += 1
      writeContent()
    default: writePlainNode()
    }
  }

  private mutating func writeTag(_ name: Range<Int>) {
    place += 1
    if TagNames.areLeftOut.containsExactly(scanner.bytes, name)
      || TagNames.areInvisible.contains(scanner.bytes, name)
    {
      skip(to: .tagClose)
    } else {
      writeContent()
    }
  }

  /// Writes up to the end of a tag, and passes it.
  private mutating func writeContent() {
    while scanner.events[place].kind != .tagClose { writeNode() }
    place += 1
  }

  private mutating func writeLink(titleStart: Int) {
    let kind = kinds.kind(scanner.bytes, titleFrom: titleStart)
    if kind == .media || kind == .category && options.dropsCategories {
      place += 1
      skip(to: .linkClose)
      if kind == .media { counts.media += 1 } else { counts.categories += 1 }
      return
    }
    let start = text.count
    writeLinkParts()
    if kind == .category {
      text.removeSubrange(start..<start + kinds.categoryPrefixCount(text[start...]))
    }
    guard let title = linkTitle() else {
      counts.untitled += 1
      return
    }
    if text.count == start, options.dropsEmptyLinks {
      counts.withoutText += 1
      return
    }
    links.append(EntityLink(title: title, range: start..<text.count))
  }

  /// Writes a link's own text, or else its title, and sets `title`.
  private mutating func writeLinkParts() {
    let start = text.count
    place += 1
    writeStripped(until: .linkSeparator, or: .linkClose)
    title.removeAll(keepingCapacity: true)
    title += text[start...]
    if scanner.events[place].kind == .linkSeparator {
      text.removeSubrange(start...)
      place += 1
      writeStripped(until: .linkClose)
    }
    place += 1
  }

  /// The title of the link just read as the entity's name; nil if it is empty.
  private func linkTitle() -> String? {
    var title = title[...]
    while title.first == .space { title.removeFirst() }
    while title.last == .space { title.removeLast() }
    if title.first == UInt8(ascii: ":") { title.removeFirst() }
    return title.isEmpty ? nil : PageTitle.normalized(title)
  }

  // MARK: Plain text

  /// Writes the piece at hand without links, as text within links, headings and addresses is.
  private mutating func writePlainNode() {
    let event = scanner.events[place]
    place += 1
    switch event.kind {
    case .text:
      text += UnsafeBufferPointer(
        start: scanner.bytes + Int(event.start), count: event.range.count)
    case .entity:
      if let scalar = Unicode.Scalar(UInt32(event.start)) {
        text += UTF8.encode(scalar) ?? UTF8.EncodedScalar()
      }
    case .linkOpen:
      let start = text.count
      writeStripped(until: .linkSeparator, or: .linkClose)
      if scanner.events[place].kind == .linkSeparator {
        text.removeSubrange(start...)
        place += 1
        writeStripped(until: .linkClose)
      }
      place += 1
    case .bracketedOpen:
      skip(to: .bracketedSeparator, or: .addressClose)
      if scanner.events[place - 1].kind == .bracketedSeparator {
        writeStripped(until: .addressClose)
        place += 1
      }
    case .freeOpen:
      writeStripped(until: .addressClose)
      place += 1
    case .tagOpen where TagNames.areInvisible.contains(scanner.bytes, event.range):
      skip(to: .tagClose)
    case .tagOpen, .tableOpen, .rowOpen:
      writeStripped(until: .tagClose)
      place += 1
    case .headingOpen:
      writeStripped(until: .headingClose)
      place += 1
    case .argumentOpen:
      skip(to: .argumentSeparator, or: .argumentClose)
      if scanner.events[place - 1].kind == .argumentSeparator {
        writeStripped(until: .argumentClose)
        place += 1
      }
    case .nothing, .tagAlone, .linkSeparator, .linkClose, .bracketedSeparator, .addressClose,
      .tagClose, .headingClose, .argumentSeparator, .argumentClose:
      break
    }
  }

  /// Writes plain text up to one of two events, without new lines at its ends and with two of them
  /// in a row at most.
  private mutating func writeStripped(
    until end: WikitextEvent.Kind, or otherEnd: WikitextEvent.Kind? = nil
  ) {
    let start = text.count
    while scanner.events[place].kind != end, scanner.events[place].kind != otherEnd {
      writePlainNode()
    }
    text.collapseNewlines(from: start)
  }

  /// Passes everything up to one of two events that belong to the piece at hand, and that event.
  private mutating func skip(to end: WikitextEvent.Kind, or otherEnd: WikitextEvent.Kind? = nil) {
    var depth = 0
    while true {
      let kind = scanner.events[place].kind
      place += 1
      if depth == 0, kind == end || kind == otherEnd { return }
      switch kind {
      case .linkOpen, .bracketedOpen, .freeOpen, .tagOpen, .tableOpen, .rowOpen, .headingOpen,
        .argumentOpen:
        depth += 1
      case .linkClose, .addressClose, .tagClose, .headingClose, .argumentClose: depth -= 1
      default: break
      }
    }
  }
}

extension [UInt8] {
  /// Removes the new lines at both ends of what begins at `start`, and of three or more in a row
  /// within it all but two.
  mutating func collapseNewlines(from start: Int) {
    var end = count
    while end > start, self[end - 1] == .newline { end -= 1 }
    var (source, target, run) = (start, start, 0)
    while source < end, self[source] == .newline { source += 1 }
    if source == target, end == count, !hasThreeNewlines(in: start..<end) { return }
    while source < end {
      run = self[source] == .newline ? run + 1 : 0
      if run <= 2 {
        self[target] = self[source]
        target += 1
      }
      source += 1
    }
    removeSubrange(target...)
  }

  private func hasThreeNewlines(in range: Range<Int>) -> Bool {
    var run = 0
    for place in range {
      run = self[place] == .newline ? run + 1 : 0
      if run == 3 { return true }
    }
    return false
  }
}
