/// Reads TACRED's JSON: words, and spans whose ends are inclusive.
enum TACREDReader {
  private struct Record: Decodable {
    let id: RecordIdentifier?
    let token: [String]
    let relation: String?
    let subjectStart: WholeNumber
    let subjectEnd: WholeNumber
    let objectStart: WholeNumber
    let objectEnd: WholeNumber
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
  ) throws(DataError) -> [RelationExample] {
    let objects = JSONElements(source.bytes)
    var faults = FaultCollector(file: source.file)
    var examples: [RelationExample] = []
    for element in objects.elements {
      let location = SourceLocation(file: source.file, line: element.line)
      if element.bytes.count > LongestRecord.byteCount {
        faults.add(
          line: element.line, column: element.column,
          "is longer than \(LongestRecord.name), the most that is read of a record")
        continue
      }
      do throws(JSONText.Fault) {
        examples.append(
          try example(JSONText.decode(Record.self, from: element.bytes), location, options))
      } catch {
        faults.add(error, line: element.line, column: element.column)
      }
    }
    if let stray = objects.stray {
      faults.add(
        line: stray.line, column: stray.column,
        "is not valid JSON: did not expect \"\(stray.text)\" here")
    }
    try faults.throwIfAny()
    if !objects.isComplete {
      throw .unsuitable(file: source.file, reason: "is not valid JSON: a bracket or quote is open")
    }
    return examples
  }

  private static func example(
    _ record: Record, _ location: SourceLocation, _ options: RelationDataOptions
  ) throws(JSONText.Fault) -> RelationExample {
    func span(
      _ first: WholeNumber, _ last: WholeNumber, _ key: String, _ surface: PossibleSurface?
    ) throws(JSONText.Fault) -> Range<Int> {
      let (start, end) = (first.value, last.value)
      if 0 <= start, start <= end, end < record.token.count {
        if record.token[start...end].allSatisfy(\.isInvisible) {
          throw JSONText.Fault(
            message: "\"\(key)_start\" and \"\(key)_end\": the span is blank")
        }
        if let text = surface?.misplaced(start..<end + 1, of: record.token, shifts: .all) {
          let found = record.token[start...end].joined(separator: " ")
          throw JSONText.Fault(
            message: "\"\(key)\": words \(start) to \(end) are \"\(found)\", not \"\(text)\"; "
              + "words are counted from 0, end inclusive")
        }
        return start..<end + 1
      }
      throw JSONText.Fault(
        message:
          "\"\(key)_start\" and \"\(key)_end\": \(start) to \(end), end included, is no span "
          + "of \(record.token.count) words")
    }
    if record.relation == nil && options.requiresLabels {
      throw JSONText.Fault(message: "key \"relation\" is missing")
    }
    if let relation = record.relation { try RelationRecordReader.check(relation: relation) }
    let words = record.token
    return RelationExample(
      tokens: options.restoresBrackets ? words.map { brackets[$0] ?? $0 } : words,
      head: try span(record.subjectStart, record.subjectEnd, "subj", record.subject),
      tail: try span(record.objectStart, record.objectEnd, "obj", record.object),
      relation: record.relation, identifier: record.id, location: location)
  }
}
