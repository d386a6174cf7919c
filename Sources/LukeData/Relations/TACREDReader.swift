/// Reads TACRED's JSON: words, and spans whose ends are inclusive.
enum TACREDReader {
  private struct Record: Decodable {
    let id: RecordIdentifier?
    let token: [String]
    let relation: Attempt<String>?
    let subjectStart: Attempt<WholeNumber>?
    let subjectEnd: Attempt<WholeNumber>?
    let objectStart: Attempt<WholeNumber>?
    let objectEnd: Attempt<WholeNumber>?
    let subject: PossibleSurface?
    let object: PossibleSurface?

    enum CodingKeys: String, CodingKey {
      case id, token, relation
      case subjectStart = "subj_start"
      case subjectEnd = "subj_end"
      case objectStart = "obj_start"
      case objectEnd = "obj_end"
      case subject = "subj"
      case object = "obj"
    }
  }

  /// What the Penn Treebank writes for brackets.
  private static let brackets = [
    "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
  ]

  static func read(
    _ source: SourceText, options: RelationDataOptions
  ) throws(DataError) -> RelationReading {
    try RelationElements.read(
      source, as: Record.self,
      reading: [
        "id", "token", "relation", "subj_start", "subj_end", "obj_start", "obj_end", "subj", "obj",
      ], badRecords: options.badRecords
    ) {
      (record, location) throws(JSONText.Fault) in try example(record, location, options)
    }
  }

  private static func example(
    _ record: Record, _ location: SourceLocation, _ options: RelationDataOptions
  ) throws(JSONText.Fault) -> RelationExample {
    let words = record.token
    var attempts = SpanAttempts(requiresLabels: options.requiresLabels)
    var spans: [Range<Int>] = []
    for (first, last, key, surface) in [
      (record.subjectStart, record.subjectEnd, "subj", record.subject),
      (record.objectStart, record.objectEnd, "obj", record.object),
    ] {
      spans.append(
        try attempts.span { () throws(JSONText.Fault) in
          let (start, end) = (try first.get("\(key)_start"), try last.get("\(key)_end"))
          return try span(start.value, end.value, key, surface, in: words)
        })
    }
    let relation = try RelationRecordReader.relation(
      record.relation, isRequired: options.requiresLabels)
    var example = RelationExample(
      tokens: options.restoresBrackets ? words.map { brackets[$0] ?? $0 } : words, head: spans[0],
      tail: spans[1], relation: relation, identifier: record.id, location: location)
    example.fault = attempts.fault
    return example
  }

  private static func span(
    _ start: Int, _ end: Int, _ key: String, _ surface: PossibleSurface?, in words: [String]
  ) throws(JSONText.Fault) -> Range<Int> {
    guard 0 <= start, start <= end, end < words.count else {
      throw JSONText.Fault(
        message:
          "\"\(key)_start\" and \"\(key)_end\": \(start) to \(end), end included, is no span "
          + "of \(words.count) word\(words.count == 1 ? "" : "s")")
    }
    if words[start...end].allSatisfy(\.isInvisible) {
      throw JSONText.Fault(message: "\"\(key)_start\" and \"\(key)_end\": the span is blank")
    }
    if let text = surface?.misplaced(start..<end + 1, of: words, shifts: .all) {
      let found = words[start...end].joined(separator: " ")
      throw JSONText.Fault(
        message: "\"\(key)\": words \(start) to \(end) are \"\(found)\", not \"\(text)\"; "
          + "words are counted from 0, end inclusive")
    }
    return start..<end + 1
  }
}
