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
  /// What was read otherwise than it is written, or looks wrong; parts of sentences after the file's
  /// name.
  private(set) var notes: [String] = []
  private var parsed: [String: EntityTag] = [:]
  /// How often each type is given, where some tags cannot be read.
  private var types: [String: Int] = [:]
  private let ignoresPosition: Bool

  /// Studies the tags of a file; tags that fit no style, or not the style of the others, are faults.
  init(
    _ sentences: [TaggedSentence], scheme: TagScheme?, faults: inout FaultCollector
  ) {
    let distinct = Set(sentences.lazy.flatMap(\.tags))
    let clean = Dictionary(
      uniqueKeysWithValues: distinct.map { ($0, $0.labelWithoutInvisibleEnds) })
    let tags = Set(clean.values)
    style = Self.style(of: tags, scheme: scheme)
    for (tag, cleanTag) in clean where Self.isTag(cleanTag, style, scheme) {
      parsed[tag] = EntityTag(cleanTag, style: style)
      parsed[cleanTag] = parsed[tag]
    }
    let known = parsed
    if !distinct.allSatisfy({ known[$0] != nil }) {
      for tag in sentences.lazy.flatMap(\.tags) {
        if let type = known[tag]?.type, !type.isEmpty { types[type, default: 0] += 1 }
      }
      Self.report(sentences, style, clean, known: known, types, &faults)
    } else if style == .bare, scheme == nil, !tags.contains("O") {
      Self.reportMissingO(sentences, &faults)
    }
    let found = SchemeDetector(sentences, letters: tags, style: style, parsed: parsed)
    self.scheme = scheme ?? found.scheme
    ignoresPosition = scheme == .io
    countMalformed(sentences)
    noteBlanks(sentences, clean)
  }

  /// Whether a tag is in the style of a file, and no mistake where the style takes anything: what
  /// looks like one is a type only if the user says that tags are types.
  private static func isTag(_ tag: String, _ style: EntityTag.Style, _ scheme: TagScheme?) -> Bool {
    guard EntityTag.matches(tag, style) else { return false }
    return style != .bare || scheme == .io || EntityTag.correction(of: tag) == nil
  }

  private mutating func noteBlanks(_ sentences: [TaggedSentence], _ clean: [String: String]) {
    if clean.allSatisfy({ $0 == $1 }) { return }
    var (count, first) = (0, 0)
    for sentence in sentences {
      for (tag, line) in zip(sentence.tags, sentence.lines) where clean[tag] != tag {
        if count == 0 { first = line }
        count += 1
      }
    }
    notes.append(
      count == 1
        ? "1 tag, in line \(first), begins or ends with blanks, which are left out"
        : "\(count) tags begin or end with blanks, which are left out; the first in line \(first)")
  }

  /// The first tag of a sentence that cannot be read, with its line; nil where all can.
  func firstFault(in sentence: TaggedSentence) -> (line: Int, message: String)? {
    for (tag, line) in zip(sentence.tags, sentence.lines) where parsed[tag] == nil {
      return (line, EntityTag.fault(of: tag.labelWithoutInvisibleEnds, style, types: types))
    }
    return nil
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
    _ sentences: [TaggedSentence], _ style: EntityTag.Style, _ clean: [String: String],
    known: [String: EntityTag], _ types: [String: Int], _ faults: inout FaultCollector
  ) {
    for sentence in sentences {
      for (tag, line) in zip(sentence.tags, sentence.lines) where known[tag] == nil {
        faults.add(line: line, EntityTag.fault(of: clean[tag] ?? tag, style, types: types))
      }
    }
  }

  private static func reportMissingO(
    _ sentences: [TaggedSentence], _ faults: inout FaultCollector
  ) {
    guard let sentence = sentences.first, let line = sentence.lines.first else { return }
    let tags = sentence.tags.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
    faults.add(
      line: line,
      "no word has the tag O, so \(tags) are hardly entity tags; set data.columns.label to their "
        + "column, or data.tag_scheme to io if they are types; task.kind token-classification learns tags of "
        + "anything")
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
