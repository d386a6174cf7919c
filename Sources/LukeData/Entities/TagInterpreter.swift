/// Turns the tags of a whole file into entities: finds style and scheme, then reads chunks.
///
/// What is malformed in its scheme is read as conlleval reads it: an entity starts where a tag
/// cannot continue the one before, and ends where the next cannot continue it.
struct TagInterpreter {
  let style: EntityTag.Style
  let scheme: TagScheme
  /// How many tags do not fit the scheme.
  private(set) var malformedCount = 0
  /// The line of the first tag that does not fit the scheme.
  private(set) var firstMalformedLine: Int?
  private var parsed: [String: EntityTag] = [:]
  private let ignoresPosition: Bool

  /// Studies the tags of a file; tags that fit no style, or not the style of the others, are faults.
  init(
    _ sentences: [TaggedSentence], scheme: TagScheme?, faults: inout FaultCollector
  ) {
    let distinct = Set(sentences.lazy.flatMap(\.tags))
    style = Self.style(of: distinct, scheme: scheme)
    for tag in distinct where EntityTag.matches(tag, style) {
      parsed[tag] = EntityTag(tag, style: style)
    }
    if parsed.count < distinct.count { Self.report(sentences, style, known: parsed, &faults) }
    let found = SchemeDetector(sentences, letters: distinct, style: style, parsed: parsed)
    self.scheme = scheme ?? found.scheme
    ignoresPosition = scheme == .io
    countMalformed(sentences)
  }

  /// The entities of a sentence.
  func entities(of sentence: TaggedSentence) -> [EntityAnnotation] {
    var result: [EntityAnnotation] = []
    var previous = EntityTag.outside
    var start: Int?
    for index in 0...sentence.tags.count {
      let tag = index < sentence.tags.count ? self.tag(sentence.tags[index]) : .outside
      if let first = start, previous.ends(before: tag) {
        result.append(
          EntityAnnotation(
            words: first..<index, label: previous.type, line: sentence.lines[first]))
        start = nil
      }
      if tag.starts(after: previous) { start = index }
      previous = tag
    }
    return result
  }

  private func tag(_ text: String) -> EntityTag {
    var tag = parsed[text] ?? .outside
    if ignoresPosition && tag.position != .outside { tag.position = .inside }
    return tag
  }

  private static func style(of tags: Set<String>, scheme: TagScheme?) -> EntityTag.Style {
    let marked = tags.filter { $0 != "O" }
    let prefixedCount = marked.count { EntityTag.matches($0, .prefixed) }
    if marked.isEmpty || prefixedCount == marked.count { return .prefixed }
    if marked.allSatisfy({ EntityTag.matches($0, .untyped) }) && scheme != .io { return .untyped }
    return prefixedCount == 0 && scheme ?? .io == .io ? .bare : .prefixed
  }

  private static func report(
    _ sentences: [TaggedSentence], _ style: EntityTag.Style, known: [String: EntityTag],
    _ faults: inout FaultCollector
  ) {
    for sentence in sentences {
      for (tag, line) in zip(sentence.tags, sentence.lines) where known[tag] == nil {
        let kind = style == .untyped ? "B, I or O" : "O, or a prefix such as B- or I- and a type"
        faults.add(line: line, "tag \"\(tag)\" is not \(kind)")
      }
    }
  }

  private mutating func countMalformed(_ sentences: [TaggedSentence]) {
    for sentence in sentences {
      let tags = sentence.tags.map { parsed[$0] ?? .outside }
      for index in tags.indices {
        let previous = index > 0 ? tags[index - 1] : .outside
        let next = index + 1 < tags.count ? tags[index + 1] : .outside
        if !scheme.allows(tags[index], after: previous, before: next) {
          malformedCount += 1
          firstMalformedLine = firstMalformedLine ?? sentence.lines[index]
        }
      }
    }
  }
}

extension TagScheme {
  /// Whether a tag may stand between two others.
  func allows(_ tag: EntityTag, after previous: EntityTag, before next: EntityTag) -> Bool {
    switch self {
    case .io: return true
    case .iob1:
      return tag.position != .begin
        || (previous.position != .outside && previous.type == tag.type)
    case .iob2: return tag.position != .inside || !tag.starts(after: previous)
    case .bioes, .bilou:
      let needsStart = tag.position == .inside || tag.position == .end
      let needsEnd = tag.position == .begin || tag.position == .inside
      return !(needsStart && tag.starts(after: previous)) && !(needsEnd && tag.ends(before: next))
    }
  }
}
