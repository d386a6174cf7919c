import LukeJSON

/// Finds out how a file of questions about texts is written.
enum QuestionRecognition {
  /// How much of a file is looked at.
  private static let sampleSize = 1 << 20

  private static let needs =
    "extractive-question-answering reads SQuAD's JSON, or {\"context\", \"question\", \"answers\": "
    + "{\"text\": [...], \"answer_start\": [...]}}, one object a line"

  /// The format of a file.
  /// - Throws: `DataError.unsuitable` for what is no JSON of questions.
  static func format(
    of source: SourceText, _ options: QuestionDataOptions
  ) throws(DataError) -> QuestionDataFormat {
    func refuse(_ reason: String) -> DataError { .unsuitable(file: source.file, reason: reason) }
    guard let first = source.firstLines(1).first?.first(where: { !$0.isBlank }) else {
      throw refuse("is empty")
    }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      if let format = table(source, options) { return format }
      let columns = RecordRecognition.unknownColumns(
        of: source, "questions and their texts",
        "data.columns.question, data.columns.context and data.columns.answer")
      throw refuse(
        TaskLikeness.reason(source, givenTo: .questions) ?? columns ?? KnownText(source)?.reason
          ?? "is no JSON; \(needs)")
    }
    if options.columns != QuestionColumns() {
      return try RecordRecognition.format(of: source) == .json ? .json : .jsonLines
    }
    let start = JSONStart.value(Array(source.bytes.prefix(sampleSize)))
    let list = start?.elements ?? start?["data"]?.elements
    if let list, let record = list.first, let format = format(of: record) { return format }
    if let start, let format = format(of: start), format != .json {
      // Articles or contexts one a line.
      return .jsonLines
    }
    if let reason = TaskLikeness.reason(source, givenTo: .questions) { throw refuse(reason) }
    switch JSONRecognition(source, givenTo: .questions) {
    case .refused(let reason), .arrays(let reason): throw refuse(reason)
    case .array: return .json
    case .lines, nil: return list == nil ? .jsonLines : .json
    }
  }

  /// The format of a table whose columns are known, or asked for.
  private static func table(
    _ source: SourceText, _ options: QuestionDataOptions
  ) -> QuestionDataFormat? {
    guard let found = try? RecordRecognition.format(of: source), found.isTable else { return nil }
    let rows = DelimitedRows(
      source, delimiter: RecordRecognition.delimiter(of: source, found),
      quoting: options.quoting ?? (found == .csv), limit: 1)
    let names = rows.rows.first?.fields.map(\.withoutInvisibleEnds) ?? []
    guard QuestionLayout.tellsQuestions(names) || options.columns != QuestionColumns() else {
      return nil
    }
    return found == .tsv ? .tsv : .csv
  }

  /// The format whose records are like one; nil where it is none of questions.
  private static func format(of record: JSONValue) -> QuestionDataFormat? {
    if record["paragraphs"]?.elements != nil { return .squad }
    if record["qas"]?.elements != nil { return .cmrc }
    return record["question"]?.string != nil && record["context"] != nil ? .json : nil
  }

  /// What to say of records that have none of the keys that are read; nil where one has.
  static func foreignRecords(_ source: SourceText) -> String? {
    ForeignRecords.reason(
      source.firstRecords,
      without: ["data", "paragraphs", "qas", "context", "question", "answers", "answer"],
      needs: needs, atLeast: 2)
  }
}
