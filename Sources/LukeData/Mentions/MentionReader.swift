/// Makes texts with mentions of records.
struct MentionReader {
  let format: MentionDataFormat
  let options: MentionDataOptions
  /// Types that are left out, each with how often it is given.
  private(set) var leftOut: [String: Int] = [:]

  init(_ format: MentionDataFormat, _ options: MentionDataOptions) {
    (self.format, self.options) = (format, options)
  }

  /// The text of a record.
  mutating func text(
    _ record: MentionRecord, _ location: SourceLocation
  ) throws(JSONText.Fault) -> MentionText {
    switch format {
    case .figer: return try words(record, location)
    case .ultraFine: return try context(record, location)
    case .ernie:
      guard let text = record.sent else { throw Self.missing("sent") }
      guard let own = record.own else { throw Self.missing("start") }
      return try running(text, [("start", "labels", own)], record, location)
    case .jsonLines:
      guard let text = record.text else {
        throw JSONText.Fault(
          message: "key \"text\" is missing; data.keys.text names another one")
      }
      if let entities = record.entities {
        let named = entities.enumerated().map { index, annotation in
          ("entities[\(index)]", "entities[\(index)].labels", annotation)
        }
        return try running(text, named, record, location)
      }
      guard let own = record.own else { throw Self.missing("entities") }
      return try running(text, [("start", "labels", own)], record, location)
    }
  }

  // MARK: Formats

  /// A text with spans in characters, each with the keys of span and types.
  private mutating func running(
    _ text: String, _ found: [(key: String, labelKey: String, annotation: MentionAnnotation)],
    _ record: MentionRecord, _ location: SourceLocation
  ) throws(JSONText.Fault) -> MentionText {
    let scalars = Array(text.unicodeScalars)
    var mentions: [MentionText.Mention] = []
    for (key, labelKey, annotation) in found {
      mentions.append(
        try mention(annotation, labelKey) { (span) throws(JSONText.Fault) in
          try span.given(in: scalars, key: key)
        })
    }
    return MentionText(
      text: text, mentions: mentions, identifier: record.id, location: location)
  }

  private mutating func words(
    _ record: MentionRecord, _ location: SourceLocation
  ) throws(JSONText.Fault) -> MentionText {
    guard let words = record.tokens else { throw Self.missing("tokens") }
    guard let found = record.mentions else { throw Self.missing("mentions") }
    let joined = AnnotatedSentence(words: words, location: location)
    var mentions: [MentionText.Mention] = []
    for (index, annotation) in found.enumerated() {
      let key = "mentions[\(index)]"
      mentions.append(
        try mention(annotation, key + ".labels") { (span) throws(JSONText.Fault) in
          joined.scalars(of: try span.words(of: words, key: key))
        })
    }
    return MentionText(
      text: words.joined(separator: " "), mentions: mentions, identifier: record.id,
      location: location)
  }

  private mutating func context(
    _ record: MentionRecord, _ location: SourceLocation
  ) throws(JSONText.Fault) -> MentionText {
    guard let mention = record.mentionSpan else { throw Self.missing("mention_span") }
    guard let left = record.leftWords else { throw Self.missing("left_context_token") }
    guard let right = record.rightWords else { throw Self.missing("right_context_token") }
    if mention.isInvisible {
      throw JSONText.Fault(message: "\"mention_span\": the mention is blank")
    }
    let before = left.joined(separator: " ")
    let start = before.isEmpty ? 0 : before.unicodeScalars.count + 1
    let parts = [before, mention, right.joined(separator: " ")]
    return MentionText(
      text: parts.filter { !$0.isEmpty }.joined(separator: " "),
      mentions: [
        .init(
          span: start..<start + mention.unicodeScalars.count,
          labels: try labels(record.types, "y_str"))
      ], identifier: record.id, location: location)
  }

  // MARK: Parts

  /// A mention; of one that is only asked the span may be wrong: the others are answered all the same.
  private mutating func mention(
    _ annotation: MentionAnnotation, _ key: String,
    _ range: (RelationSpan) throws(JSONText.Fault) -> Range<Int>
  ) throws(JSONText.Fault) -> MentionText.Mention {
    let labels = try labels(annotation.labels, key)
    do throws(JSONText.Fault) {
      return .init(span: try range(try annotation.span.get()), labels: labels)
    } catch {
      if options.requiresLabels { throw error }
      return .init(fault: error.message, labels: labels)
    }
  }

  private mutating func labels(
    _ given: Attempt<[String]>?, _ key: String
  ) throws(JSONText.Fault) -> [String]? {
    guard options.requiresLabels else { return (try? given?.get()) ?? nil }
    var kept: [String] = []
    for label in try given.get(key) {
      if label.isInvisible || label.withoutInvisibleEnds != label {
        throw JSONText.Fault(message: "\"\(key)\": \"\(label)\" cannot name a type")
      }
      if options.keptLabels?.contains(label) == false {
        leftOut[label, default: 0] += 1
      } else if !kept.contains(label) {
        kept.append(label)
      }
    }
    return kept
  }

  private static func missing(_ key: String) -> JSONText.Fault {
    JSONText.Fault(message: "key \"\(key)\" is missing")
  }
}
