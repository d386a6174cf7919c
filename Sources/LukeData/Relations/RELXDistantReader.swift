/// Reads RELX-Distant's JSON: sentences with the places of two entities in characters, ends exclusive, and
/// the property of Wikidata that holds between them.
enum RELXDistantReader {
  private struct Record: Decodable {
    let sentence: String
    let head: Attempt<[WholeNumber]>?
    let tail: Attempt<[WholeNumber]>?
    let relation: Attempt<String>?

    enum CodingKeys: String, CodingKey {
      case sentence, relation
      case head = "entity1_indices"
      case tail = "entity2_indices"
    }
  }

  static func read(
    _ source: SourceText, options: RelationDataOptions
  ) throws(DataError) -> RelationReading {
    try RelationElements.read(
      source, as: Record.self,
      reading: ["sentence", "entity1_indices", "entity2_indices", "relation"],
      badRecords: options.badRecords
    ) {
      (record, location) throws(JSONText.Fault) in try example(record, location, options)
    }
  }

  private static func example(
    _ record: Record, _ location: SourceLocation, _ options: RelationDataOptions
  ) throws(JSONText.Fault) -> RelationExample {
    let scalars = Array(record.sentence.unicodeScalars)
    var spans = SpanAttempts(requiresLabels: options.requiresLabels)
    let head = try spans.span { () throws(JSONText.Fault) in
      try span(record.head, "entity1_indices", in: scalars)
    }
    let tail = try spans.span { () throws(JSONText.Fault) in
      try span(record.tail, "entity2_indices", in: scalars)
    }
    let relation = try RelationRecordReader.relation(
      record.relation, isRequired: options.requiresLabels)
    var example = RelationExample(
      text: record.sentence, head: head, tail: tail, relation: relation, location: location)
    example.fault = spans.fault
    return example
  }

  private static func span(
    _ indices: Attempt<[WholeNumber]>?, _ key: String, in scalars: [Unicode.Scalar]
  ) throws(JSONText.Fault) -> Range<Int> {
    let numbers = try indices.get(key)
    guard numbers.count == 2 else {
      throw JSONText.Fault(message: "\"\(key)\": expected two numbers, start and end")
    }
    return try RelationSpan(start: numbers[0].value, end: numbers[1].value)
      .scalars(of: scalars, key: key)
  }
}
