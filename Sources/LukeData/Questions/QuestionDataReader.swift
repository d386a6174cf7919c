/// Reads questions about texts: SQuAD 1.1 and 2.0 and what is written like them (XQuAD, MLQA, TyDi QA's
/// GoldP, CMRC 2018), CMRC 2018's own JSON, JSON of questions with contexts, one a line or in an array, and
/// tables with named columns.
///
/// Offsets count Unicode scalars, as Python does; `plausible_answers` are no answers.
public enum QuestionDataReader {
  /// Reads a file.
  /// - Throws: `DataError` for what cannot be read, each record with its line and its path in the JSON.
  public static func read(
    _ source: SourceText, _ options: QuestionDataOptions = QuestionDataOptions()
  ) throws(DataError) -> QuestionCorpus {
    if source.firstLines(1).isEmpty { throw .unsuitable(file: source.file, reason: "is empty") }
    let format =
      if let given = options.format {
        given
      } else {
        try QuestionRecognition.format(of: source, options)
      }
    if format == .jsonLines { try source.refuseLongLines() }
    var reader = QuestionRecordReader(file: source.file, options)
    var faults = FaultCollector(file: source.file, policy: options.badRecords)
    var (tableNotes, columns) = ([String](), "")
    var unread = UnreadKeys(reading: QuestionRecordReader.readKeys)
    if format == .tsv || format == .csv || options.columns != QuestionColumns() {
      let table = try QuestionTable.records(of: source, format, options, &faults)
      (tableNotes, columns) = (table.notes, ", \(table.layout)")
      for (record, line) in table.records {
        reader.add(record, line: line, path: "", expecting: "question", &faults)
      }
    } else {
      try QuestionRecords.forEach(of: source, format, &faults) { record, line, path, faults in
        unread.add(record.value)
        reader.add(record, line: line, path: path, expecting: format.key, &faults)
      }
    }
    do throws(DataError) { try faults.throwIfAny() } catch {
      // Faults of data of another task are that one, not each of theirs.
      let blank =
        reader.areAllBlank
        ? "the answers of all questions are blank, as where they are kept back; predict answers them"
        : nil
      let reason =
        blank ?? TaskLikeness.reason(source, givenTo: .questions)
        ?? QuestionRecognition.foreignRecords(source)
      throw reason.map { .unsuitable(file: source.file, reason: $0) } ?? error
    }
    guard let first = reader.examples.first else {
      throw .unsuitable(file: source.file, reason: "holds no questions")
    }
    let notes =
      tableNotes + reader.notes.notes + [unread.note()].compactMap(\.self)
      + (source.isContinued ? [] : ["the first question reads: \(excerpt(first))"])
    return QuestionCorpus(
      source, examples: reader.examples, contextCount: reader.contextCount, format: format,
      columns: columns,
      notes: faults.notes + notes.map { "\(source.file): \($0)" })
  }

  /// `[Who?] in: …the [answer] of…`.
  private static func excerpt(_ example: QuestionExample) -> String {
    let question = "[\(example.question)] in: "
    guard let span = example.answers?.first?.span else {
      let none = example.answers?.isEmpty == true ? " → no answer" : ""
      let scalars = example.context.unicodeScalars
      let shown = scalars.prefix(2 * QuestionExample.shownCount)
      return (question + String(shown) + (shown.count < scalars.count ? "…" : "") + none).asShown
    }
    return (question + example.surroundings(of: span)).asShown
  }
}
