import LukeJSON

/// Questions of a table, or of JSON with other keys than ours, as objects with our keys.
enum QuestionTable {
  /// The objects with the lines they start in, and what fields were taken.
  static func records(
    of source: SourceText, _ format: QuestionDataFormat, _ options: QuestionDataOptions,
    _ faults: inout FaultCollector
  ) throws(DataError) -> (records: [(JSONNode, Int)], notes: [String], layout: String) {
    let columns = options.columns
    let table = try RecordTable(
      source,
      RecordOptions(
        format: format.recordFormat, quoting: options.quoting, header: options.header),
      names: ColumnNames(
        usual: QuestionLayout.names,
        requested: [
          columns.question, columns.context, columns.answer, columns.answerStart,
          columns.identifier,
        ]), policy: options.badRecords)
    faults.append(table.faults)
    if table.records.isEmpty { return ([], [], "") }
    let layout = try QuestionLayout(table, options)
    var (records, blank) = ([(JSONNode, Int)](), Tally())
    for record in table.records {
      do throws(JSONText.Fault) {
        var isBlank = false
        records.append(
          (JSONNode(try object(record, layout, &isBlank)), record.location.line))
        if isBlank { blank.add(record.location.line) }
      } catch {
        faults.add(record.location, error.message)
      }
    }
    if options.requiresLabels, blank.count > 0, blank.count == table.records.count {
      throw .unsuitable(
        file: source.file,
        reason:
          "the answers of all questions are blank, as where they are kept back; predict answers them"
      )
    }
    let notes = [
      blank.phrase("question", "questions", verbs: ("has", "have")).map {
        "\($0) a blank answer, which is read as none in the text"
      }, table.headerNote, table.unreadNote(besides: layout.fields),
    ]
    return (records, notes.compactMap { $0 }, layout.description)
  }

  private static func object(
    _ record: DataRecord, _ layout: QuestionLayout, _ isBlank: inout Bool
  ) throws(JSONText.Fault) -> JSONValue {
    var members: [JSONValue.Member] = []
    for (key, field) in [("question", layout.question), ("context", layout.context)] {
      guard let value = record[field] else {
        throw JSONText.Fault(message: "key \(field) is missing")
      }
      guard value.string != nil else {
        throw JSONText.Fault(message: "\(field): expected a string")
      }
      members.append(.init(key: key, value: value))
    }
    if let value = layout.identifier.flatMap({ record[$0] }) {
      members.append(.init(key: "id", value: value))
    }
    guard let field = layout.answer, let answer = record[field] else {
      return .object(members)
    }
    // A cell may hold the lists of several answers.
    let isRow = record.row != nil
    if let text = answer.string, isRow, let value = try? JSONParser.parse(Array(text.utf8)),
      value.elements != nil || value.members != nil
    {
      return .object(members + [.init(key: "answers", value: value)])
    }
    guard let text = answer.string else {
      return .object(members + [.init(key: answer == .null ? "answer" : "answers", value: answer)])
    }
    if isRow, text.isInvisible {
      isBlank = true
      return .object(members + [.init(key: "answers", value: .array([]))])
    }
    var parts: [JSONValue.Member] = [.init(key: "text", value: answer)]
    if let start = layout.answerStart, let value = record[start],
      value != .null, value.string.map({ !$0.isInvisible }) ?? true
    {
      guard let number = value.wholeNumber ?? value.string.flatMap({ Int($0.withoutInvisibleEnds) })
      else { throw JSONText.Fault(message: "\(start): expected a whole number") }
      parts.append(.init(key: "answer_start", value: .integer(number)))
    }
    return .object(members + [.init(key: "answers", value: .array([.object(parts)]))])
  }
}
