/// Reads JSON Lines of text or words with two spans, ends exclusive, and their relation.
enum RelationRecordReader {
  private struct Record: Decodable {
    let id: RecordIdentifier?
    let text: String?
    let tokens: [String]?
    let head: Attempt<RelationSpan>?
    let tail: Attempt<RelationSpan>?
    let relation: Attempt<String>?
  }

  static func read(
    _ source: SourceText, options: RelationDataOptions
  ) throws(DataError) -> RelationReading {
    var faults = FaultCollector(file: source.file, policy: options.badRecords)
    var examples: [RelationExample] = []
    var unread = UnreadKeys(reading: readKeys)
    JSONText.forEachLine(
      of: source, as: Record.self, faults: &faults, looking: { unread.add($0) }
    ) {
      (record, line) throws(JSONText.Fault) in
      let location = SourceLocation(file: source.file, line: line)
      examples.append(
        options.requiresLabels
          ? try example(record, location) : try exampleToAsk(record, location))
    }
    try faults.throwIfAny(leaving: examples.count)
    return RelationReading(
      examples: examples, notes: faults.notes + unread.notes(of: source))
  }

  private static let readKeys =
    ["text", "tokens", "relation"]
    + ["head", "tail"].flatMap { span in RelationSpan.keys.map { "\(span).\($0)" } }

  private static func example(
    _ record: Record, _ location: SourceLocation
  ) throws(JSONText.Fault) -> RelationExample {
    let (head, tail) = (try record.head.get("head"), try record.tail.get("tail"))
    let relation = try relation(record.relation, isRequired: true)
    return try example(
      record, location,
      head: { (text) throws(JSONText.Fault) in try text.range(of: head, key: "head") },
      tail: { (text) throws(JSONText.Fault) in try text.range(of: tail, key: "tail") }, relation)
  }

  /// Of what is only asked a span may be wrong: the others are answered all the same.
  private static func exampleToAsk(
    _ record: Record, _ location: SourceLocation
  ) throws(JSONText.Fault) -> RelationExample {
    var fault: String?
    func span(_ span: Attempt<RelationSpan>?, _ key: String, _ text: SpannedText) -> Range<Int> {
      do throws(JSONText.Fault) { return try text.range(of: try span.get(key), key: key) } catch {
        fault = fault ?? error.message
        return RelationExample.noSpan
      }
    }
    var example = try example(
      record, location, head: { span(record.head, "head", $0) },
      tail: { span(record.tail, "tail", $0) }, relation(record.relation, isRequired: false))
    example.fault = fault
    return example
  }

  /// What spans are in: words, or characters.
  private enum SpannedText {
    case words([String])
    case scalars([Unicode.Scalar])

    func range(of span: RelationSpan, key: String) throws(JSONText.Fault) -> Range<Int> {
      switch self {
      case .words(let words): try span.words(of: words, key: key)
      case .scalars(let scalars): try span.scalars(of: scalars, key: key)
      }
    }
  }

  private static func example(
    _ record: Record, _ location: SourceLocation,
    head: (SpannedText) throws(JSONText.Fault) -> Range<Int>,
    tail: (SpannedText) throws(JSONText.Fault) -> Range<Int>, _ relation: String?
  ) throws(JSONText.Fault) -> RelationExample {
    if let tokens = record.tokens {
      return RelationExample(
        tokens: tokens, head: try head(.words(tokens)), tail: try tail(.words(tokens)),
        relation: relation, identifier: record.id, location: location)
    }
    guard let text = record.text else {
      throw JSONText.Fault(message: "key \"text\" or \"tokens\" is missing")
    }
    let scalars = SpannedText.scalars(Array(text.unicodeScalars))
    return RelationExample(
      text: text, head: try head(scalars), tail: try tail(scalars), relation: relation,
      identifier: record.id, location: location)
  }

  /// The relation of a record; where none is needed, one that cannot be read is none.
  static func relation(
    _ given: Attempt<String>?, isRequired: Bool
  ) throws(JSONText.Fault) -> String? {
    if !isRequired { return (try? given?.get()) ?? nil }
    let name = try given.get("relation")
    try check(relation: name)
    return name
  }

  /// Throws for a name that is blank, or that blanks make another than it looks.
  static func check(relation: String) throws(JSONText.Fault) {
    if relation.isInvisible || relation.withoutInvisibleEnds != relation {
      throw JSONText.Fault(message: "\"relation\": \"\(relation)\" cannot name a relation")
    }
    if let fault = RelationDirection.fault(in: relation) { throw JSONText.Fault(message: fault) }
  }
}
