/// Reads JSON Lines of text or words with two spans, ends exclusive, and their relation.
enum RelationRecordReader {
  private struct Record: Decodable {
    let id: RecordIdentifier?
    let text: String?
    let tokens: [String]?
    let head: RelationSpan
    let tail: RelationSpan
    let relation: String?
  }

  static func read(
    _ source: SourceText, options: RelationDataOptions
  ) throws(DataError) -> [RelationExample] {
    var faults = FaultCollector(file: source.file)
    var examples: [RelationExample] = []
    JSONText.forEachLine(of: source, as: Record.self, faults: &faults) {
      (record, line) throws(JSONText.Fault) in
      if record.relation == nil && options.requiresLabels {
        throw JSONText.Fault(message: "key \"relation\" is missing")
      }
      examples.append(try example(record, SourceLocation(file: source.file, line: line)))
    }
    try faults.throwIfAny()
    return examples
  }

  private static func example(
    _ record: Record, _ location: SourceLocation
  ) throws(JSONText.Fault) -> RelationExample {
    if let relation = record.relation { try check(relation: relation) }
    if let tokens = record.tokens {
      return RelationExample(
        tokens: tokens, head: try record.head.words(of: tokens, key: "head"),
        tail: try record.tail.words(of: tokens, key: "tail"),
        relation: record.relation, identifier: record.id, location: location)
    }
    guard let text = record.text else {
      throw JSONText.Fault(message: "key \"text\" or \"tokens\" is missing")
    }
    let scalars = Array(text.unicodeScalars)
    return RelationExample(
      text: text, head: try record.head.scalars(of: scalars, key: "head"),
      tail: try record.tail.scalars(of: scalars, key: "tail"),
      relation: record.relation, identifier: record.id, location: location)
  }

  /// Throws for a name that is blank, or that blanks make another than it looks.
  static func check(relation: String) throws(JSONText.Fault) {
    if relation.isInvisible || relation.withoutInvisibleEnds != relation {
      throw JSONText.Fault(message: "\"relation\": \"\(relation)\" cannot name a relation")
    }
  }
}
