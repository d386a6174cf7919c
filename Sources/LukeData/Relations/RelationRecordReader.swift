/// Reads JSON Lines of text or words with two spans, ends exclusive, and their relation.
enum RelationRecordReader {
  private struct Span: Decodable {
    let start: WholeNumber
    let end: WholeNumber
  }

  private struct Record: Decodable {
    let id: RecordIdentifier?
    let text: String?
    let tokens: [String]?
    let head: Span
    let tail: Span
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
    if let tokens = record.tokens {
      try JSONText.check(tokens: tokens)
      return RelationExample(
        tokens: tokens, head: try span(record.head, "head", of: tokens.count, "tokens"),
        tail: try span(record.tail, "tail", of: tokens.count, "tokens"),
        relation: record.relation, identifier: record.id, location: location)
    }
    guard let text = record.text else {
      throw JSONText.Fault(message: "key \"text\" or \"tokens\" is missing")
    }
    let count = text.unicodeScalars.count
    return RelationExample(
      text: text, head: try span(record.head, "head", of: count, "characters"),
      tail: try span(record.tail, "tail", of: count, "characters"),
      relation: record.relation, identifier: record.id, location: location)
  }

  private static func span(
    _ span: Span, _ key: String, of count: Int, _ unit: String
  ) throws(JSONText.Fault) -> Range<Int> {
    let (start, end) = (span.start.value, span.end.value)
    if 0 <= start, start < end, end <= count { return start..<end }
    throw JSONText.Fault(
      message: "\"\(key)\": \(start) to \(end), end excluded, is no span of \(count) \(unit)")
  }
}
