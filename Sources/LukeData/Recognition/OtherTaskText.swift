/// Names text without JSON that is data of another task, where a table of texts is looked for: most of its lines
/// have tabs, and would be taken for columns.
enum OtherTaskText {
  private static let sampleSize = 40

  /// What to say after the file's name; nil for other texts.
  static func reason(_ source: SourceText, givenTo task: TaskRecord) -> String? {
    let lines = source.firstLines(sampleSize)
    let marked = lines.count(where: MarkedSentenceReader.isMarked)
    // Sentences without a relation below them may as well be texts with their numbers.
    let others = lines.filter { !MarkedSentenceReader.isSentence($0) }
    if marked > 0, marked == lines.count - others.count, !others.isEmpty,
      others.allSatisfy({ !$0.contains(.tab) })
    {
      return TaskRecord.relations.reason(
        "text of sentences with two spans marked, as SemEval-2010 task 8 has them", givenTo: task)
    }
    return KnownText.tabbedReason(source)
  }

  /// What to say of words and tags in columns, of texts with labels, where another task's data are looked for
  /// in vain; nil for other texts.
  static func named(_ source: SourceText, givenTo task: TaskRecord) -> String? {
    if source.firstRecords.isEmpty, EntityFormatDetector.isTable(source) {
      return TaskRecord.entities.reason("a table of words and tags", givenTo: task)
    }
    // Choices may be under any names, which their own message asks for.
    return task == .choices ? nil : texts(source, givenTo: task)
  }

  /// The fewest texts by which they are known: one may be anything.
  private static let fewest = 2

  /// What to say of texts, or pairs of texts, with a label of each; nil for other texts.
  static func texts(_ source: SourceText, givenTo task: TaskRecord) -> String? {
    // Beside more fields than a text, or two, and a label, others may hold what is looked for.
    let most = task == .entities ? Int.max : 3
    let records = source.firstRecords
    if !records.isEmpty {
      guard records.count >= fewest,
        records.allSatisfy({ TextLayout.holds($0) && $0.members?.count ?? 0 <= most })
      else { return nil }
      // What has a name of its own is told by it.
      if records.contains(where: { KnownRecord($0) != nil }) { return nil }
      return TaskRecord.texts.reason("JSON of texts with labels", givenTo: task)
    }
    guard let format = try? RecordRecognition.format(of: source), format.isTable else { return nil }
    let rows = DelimitedRows(
      source, delimiter: RecordRecognition.delimiter(of: source, format), quoting: format == .csv,
      limit: sampleSize
    ).rows.map(\.fields)
    guard let names = rows.first, names.count <= most, rows.count > fewest,
      let place = TextLayout.textColumn(of: names)
    else { return nil }
    // Words have such names above them, too.
    let texts = rows.dropFirst().filter { $0.count > place && $0[place].contains(" ") }
    guard texts.count * 2 >= rows.count - 1 else { return nil }
    let name = format == .csv ? "CSV" : "a table"
    return TaskRecord.texts.reason("\(name) of texts with labels", givenTo: task)
  }
}
