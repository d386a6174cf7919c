import LukeJSON

/// Reads questions with choices: CommonsenseQA and ARC, COPA and XCOPA, JCommonsenseQA, SWAG and
/// HellaSwag, MultiRC, and any JSON or table with named fields.
public enum ChoiceDataReader {
  /// Reads a file.
  /// - Throws: `DataError` for what cannot be read, each record with its line.
  public static func read(
    _ source: SourceText, _ options: ChoiceDataOptions = ChoiceDataOptions()
  ) throws(DataError) -> ChoiceCorpus {
    do throws(DataError) { return try readRecords(source, options) } catch {
      // Faults of data of another task are that one, not each of theirs.
      guard case .unsuitable = error, options.columns == ChoiceColumns(),
        options.records == RecordOptions(),
        let reason = TaskLikeness.reason(source, givenTo: .choices)
      else { throw error }
      throw .unsuitable(file: source.file, reason: reason)
    }
  }

  private static func readRecords(
    _ source: SourceText, _ options: ChoiceDataOptions
  ) throws(DataError) -> ChoiceCorpus {
    let columns = options.columns
    if columns.choices == nil, let reason = TaskRecord.reason(source, givenTo: .choices) {
      throw .unsuitable(file: source.file, reason: reason)
    }
    if columns == ChoiceColumns(), options.records == RecordOptions(),
      let reason = KnownText.tabbedReason(source)
    {
      throw .unsuitable(file: source.file, reason: reason)
    }
    var table = try RecordTable(
      source, options.records,
      names: ColumnNames(
        usual: ChoiceNames.all,
        requested: [columns.context, columns.question, columns.answer, columns.identifier]
          + (columns.choices ?? [])), policy: options.badRecords)
    if table.records.isEmpty {
      try table.faults.throwIfAny()
      throw .unsuitable(file: source.file, reason: "holds no examples")
    }
    let isMultiRC =
      columns.choices == nil && table.records.contains { PassageQuestions.areIn($0.value) }
    var unread: String?
    if isMultiRC {
      unread = table.unreadNote(of: PassageQuestions.readKeys)
      table.records = PassageQuestions.records(table.records, &table.faults)
      if table.records.isEmpty {
        try table.faults.throwIfAny()
        throw .unsuitable(file: source.file, reason: "holds no examples")
      }
    }
    let reader = try RecordReader(table, options, isMultiRC: isMultiRC)
    if !isMultiRC { unread = table.unreadNote(besides: reader.layout.readKeys) }
    var examples: [ChoiceExample] = []
    for record in table.records {
      do throws(JSONText.Fault) {
        examples.append(try reader.example(record))
      } catch {
        table.faults.add(record.location, error.message)
      }
    }
    try table.faults.throwIfAny()
    if examples.isEmpty { throw .unsuitable(file: source.file, reason: "holds no examples") }
    let notes =
      reader.notes + [table.headerNote, unread].compactMap(\.self)
      + (source.isContinued ? [] : ["the first example reads: \(excerpt(examples[0]))"])
    var corpus = ChoiceCorpus(
      file: source.file, checksum: source.checksum, examples: examples,
      layout: "\(table.format.title), \(source.encoding.title), "
        + (isMultiRC ? "passages with questions, as MultiRC has them" : reader.layout.description),
      notes: source.notes + table.faults.notes + notes.map { "\(source.file): \($0)" })
    // Records of MultiRC are made of others.
    if !isMultiRC { corpus.answeredKeys = reader.layout.answeredKeys }
    return corpus
  }

  private static func excerpt(_ example: ChoiceExample) -> String {
    let texts = [example.context, example.question].compactMap(\.self).map { "[\($0)]" }
    let choices = example.choices.map { "[\($0.text)]" }.joined(separator: " | ")
    let right = (example.answers ?? example.answer.map { [$0] })?.map {
      "[\(example.choices[$0].text)]"
    }
    let answer = right.map { " → " + ($0.isEmpty ? "none" : $0.joined(separator: " ")) } ?? ""
    return (texts.joined(separator: " ") + ": " + choices + answer).asShown
  }
}

extension ChoiceDataReader {
  /// Makes examples of the records of a file.
  private struct RecordReader {
    let layout: ChoiceLayout
    private let options: ChoiceDataOptions
    private let isMultiRC: Bool
    private let first: Int
    private(set) var notes: [String] = []

    init(
      _ table: RecordTable, _ options: ChoiceDataOptions, isMultiRC: Bool
    ) throws(DataError) {
      layout = try ChoiceLayout(table, options)
      (self.options, self.isMultiRC) = (options, isMultiRC)
      if layout.asksForCauses {
        notes.append(
          "\"cause\" and \"effect\" are asked as \"\(options.causeQuestion)\" and "
            + "\"\(options.effectQuestion)\", which data.cause_question and data.effect_question change"
        )
      }
      if let given = options.firstNumber {
        first = given
      } else {
        first = Self.countsFromOne(table, layout) ? 1 : 0
        if first == 1 {
          notes.append(
            "answers are counted from 1, for one is the number of choices and none is 0; "
              + "data.first_number says otherwise")
        }
      }
    }

    /// Whether numbers of choices begin with 1: from 0, one of them would be none.
    private static func countsFromOne(_ table: RecordTable, _ layout: ChoiceLayout) -> Bool {
      guard let field = layout.answer else { return false }
      var hasLast = false
      for record in table.records {
        let several = layout.hasSeveralAnswers(record)
        guard let choices = try? layout.choices.choices(record, mayBeOne: several) else { continue }
        // A list has an element for each that is right.
        let values = several ? record[field]?.elements ?? [] : [record[field] ?? .null]
        let numbers = ChoiceAnswers(values, field, choices, numbersFirst: layout.numbersFirst)
          .numbers
        if numbers.contains(0) { return false }
        if numbers.contains(choices.count) { hasLast = true }
      }
      return hasLast
    }

    func example(_ record: DataRecord) throws(JSONText.Fault) -> ChoiceExample {
      let context = try text(record, layout.context)
      var question = try text(record, layout.question)
      if layout.asksForCauses {
        question = question == "cause" ? options.causeQuestion : options.effectQuestion
      }
      guard context != nil || question != nil else {
        let fields = [layout.context, layout.question].compactMap { $0.map { "\($0)" } }
        throw JSONText.Fault(
          message: "\(fields.joined(separator: " and ")): the question is missing")
      }
      let several = layout.hasSeveralAnswers(record)
      let choices = try layout.choices.choices(
        record, mayBeOne: several || isMultiRC)
      return ChoiceExample(
        context: context, question: question, choices: choices,
        answer: several ? nil : try answer(record, choices),
        answers: several ? try answers(record, choices) : nil, identifier: identifier(record),
        location: record.location)
    }

    /// Where examples are only asked about, answers that are wrong are none.
    private func answers(
      _ record: DataRecord, _ choices: [ChoiceExample.Choice]
    ) throws(JSONText.Fault) -> [Int]? {
      guard let field = layout.answer, let elements = record[field]?.elements else { return nil }
      do throws(JSONText.Fault) {
        return try ChoiceAnswers(elements, field, choices, numbersFirst: layout.numbersFirst)
          .indices(from: first)
      } catch {
        if options.requiresLabels { throw error }
        return nil
      }
    }

    private func text(
      _ record: DataRecord, _ field: RecordField?
    ) throws(JSONText.Fault) -> String? {
      guard let field, let value = record[field], value != .null else { return nil }
      guard let text = value.string else {
        throw JSONText.Fault(message: "\(field): expected a string")
      }
      return text.isInvisible ? nil : text
    }

    /// Where examples are only asked about, an answer that is wrong is none.
    private func answer(
      _ record: DataRecord, _ choices: [ChoiceExample.Choice]
    ) throws(JSONText.Fault) -> Int? {
      guard let field = layout.answer else { return nil }
      do throws(JSONText.Fault) {
        let answer = try ChoiceAnswer(
          record[field], field, choices, numbersFirst: layout.numbersFirst)
        if answer == .unknown, options.requiresLabels {
          throw JSONText.Fault(message: "the answer, \(field), is missing")
        }
        return try answer.index(from: first, field, choices)
      } catch {
        if options.requiresLabels { throw error }
        return nil
      }
    }

    private func identifier(_ record: DataRecord) -> RecordIdentifier? {
      let value = layout.identifier.flatMap { record[$0] }
      return value?.string.map(RecordIdentifier.text) ?? value?.integer.map(RecordIdentifier.number)
    }
  }
}
