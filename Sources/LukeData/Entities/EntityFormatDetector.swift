/// Finds the format of a file of sentences, the same way for training, evaluation and prediction.
enum EntityFormatDetector {
  /// - Throws: where the file is something known that is not read, or a table that may be anything.
  static func format(
    of source: SourceText, _ options: EntityDataOptions
  ) throws(DataError) -> EntityDataFormat {
    func refuse(_ reason: String) -> DataError {
      let override =
        options.requiresLabels ? "" : " (to read its lines as text, set data.format to text)"
      return .unsuitable(file: source.file, reason: reason + override)
    }
    let tool = EntityTool.format(of: source)
    // The lines of a text are answered as they are, whatever stands beside it.
    let isPlain =
      tool == .brat && source.folder == nil && !options.requiresLabels
      && !BratReader.holds(source)
    if let tool, !isPlain { return tool }
    if options.requiresLabels, options.columns == ColumnSelection(),
      let reason = Judgements.reason(source)
    {
      throw refuse(reason)
    }
    let recognition = JSONRecognition(source, givenTo: options.task)
    if let reason = otherTask(source, recognition, options) { throw refuse(reason) }
    if options.requiresLabels, !source.firstRecords.isEmpty, let reason = fields(source, options) {
      throw refuse(reason)
    }
    switch recognition {
    case .lines: return .jsonLines
    case .refused(let reason), .arrays(let reason): throw refuse(reason)
    case .array:
      throw refuse(
        "is one JSON array; JSON Lines, one object a line, are needed: jq -c '.[]'")
    case nil: break
    }
    if source.startsAsArray { try source.refuseLongLines() }
    if source.firstLines(40).contains(where: MarkedSentenceReader.isMarked) {
      throw refuse("holds sentences with <e1> and <e2>, which are for relation-classification")
    }
    if recognition == nil, options.columns == ColumnSelection(),
      let reason = fields(source, options)
    {
      throw refuse(reason)
    }
    if let known = KnownText(source) { throw refuse(known.reason) }
    if !options.requiresLabels {
      let format = try unlabelled(source, options)
      if format == .text, let reason = WordlessLines.reason(source) { throw refuse(reason) }
      return format
    }
    if options.columns == ColumnSelection(), NamedColumns.hold(source),
      let reason = UnreadData.fields(source)
    {
      throw refuse(
        reason + "; data.columns.word and data.columns.label read its columns as words and tags")
    }
    if options.columns == ColumnSelection(), isProse(ColumnTable(source)) {
      throw refuse("is neither a table of words and tags nor JSON Lines")
    }
    return .conll
  }

  /// What another task's JSON is; its texts and words can be answered all the same.
  private static func otherTask(
    _ source: SourceText, _ recognition: JSONRecognition?, _ options: EntityDataOptions
  ) -> String? {
    switch recognition {
    case .lines:
      let records = source.firstRecords
      let canBeAnswered =
        !options.requiresLabels
        && !records.contains { TaskRecord.isTACRED($0) || TaskRecord.isFIGER($0) }
        && ![.choices, .questions].contains(TaskRecord(source))
      return canBeAnswered ? nil : TaskRecord.reason(source, givenTo: options.task)
    case .array: return TaskRecord.reason(source, givenTo: options.task)
    case .refused, .arrays, nil: return nil
    }
  }

  /// Whether lines have different numbers of columns, and no column holds tags.
  private static func isProse(_ table: ColumnTable) -> Bool {
    let count = table.splitter.columnCount
    let rows = table.rows.joined()
    let profile = ColumnProfile(table)
    return !(0..<count).contains(where: profile.hasTags)
      && rows.count { $0.columns.count == count } * 20 < rows.count * 19
  }

  /// What to say of fields that another task reads: words and tags are none with such names, nor with texts where
  /// words are looked for.
  private static func fields(_ source: SourceText, _ options: EntityDataOptions) -> String? {
    guard let found = TaskLikeness(source, givenTo: options.task),
      [.fields, .markedTexts].contains(found.sign)
    else {
      return nil
    }
    let reason = found.reason(givenTo: options.task)
    if !options.requiresLabels {
      // Texts with labels are texts to answer, be it in lines that data.format asks for.
      return found.task == .texts ? nil : reason
    }
    let table = ColumnTable(source.beginning)
    guard source.firstRecords.isEmpty, table.splitter.separator == .tab else { return reason }
    let profile = ColumnProfile(table)
    if (0..<table.splitter.columnCount).contains(where: profile.isTagged) { return nil }
    return reason + "; data.columns.word and data.columns.label read its columns as words and tags"
  }

  /// Text is a sentence a line: what no table and no list of words speaks against.
  private static func unlabelled(
    _ source: SourceText, _ options: EntityDataOptions
  ) throws(DataError) -> EntityDataFormat {
    let table = ColumnTable(source)
    let count = table.splitter.columnCount
    if count == 1 {
      return WordList.holds(source, isExpected: options.expectsColumns) ? .conll : .text
    }
    let rows = table.rows.joined()
    let evenCount = rows.count { $0.columns.count == count }
    let hasDocuments = table.groups.contains {
      $0.contains { if case .document = $0 { true } else { false } }
    }
    let profile = ColumnProfile(table)
    // A table may have broken rows, which its reader then names.
    if count > 1, evenCount * 2 > rows.count, mostlyTagged(profile, count, table) { return .conll }
    guard count > 1, evenCount * 20 >= rows.count * 19 else {
      if holdsTabs(source) {
        throw .unsuitable(
          file: source.file,
          reason: "has tabs in most lines, but not the same number in each; to read its lines as "
            + "text, set data.format to text")
      }
      return .text
    }
    if hasDocuments { return .conll }
    // "Vitamin B-12" alone is no row.
    let isSure = rows.count > 1 || table.splitter.separator == .tab
    let isTagged = isSure && (0..<count).contains(where: profile.isTaggedThroughout)
    let isBare = evenCount == rows.count && (1..<count).contains(where: profile.isBareThroughout)
    if isTagged || isBare { return .conll }
    // Tags of anything are known by the columns alone.
    if options.takesAnyTags, options.expectsColumns, isSure, evenCount == rows.count {
      return .conll
    }
    guard table.splitter.separator == .tab, rows.count > 1 else { return .text }
    // Numbers before words, not before whole sentences.
    let countsWords = table.countsUp(column: 0) && !table.holdsText(column: 1)
    if options.expectsColumns || countsWords || table.sentenceNumbers != nil { return .conll }
    // Lines that begin with a tab are indented text.
    guard holdsTabs(source) else { return .text }
    throw .unsuitable(
      file: source.file,
      reason: "is a table of \(count) columns parted by tabs, none of them of tags; set "
        + "data.columns.word to the column of the words, or data.format to text to read its lines "
        + "as text")
  }

  /// Whether most lines have tabs after their first word, as no plain text has.
  private static func holdsTabs(_ source: SourceText) -> Bool {
    let lines = source.firstLines(100)
    let count = lines.count { $0.drop(while: \.isBlank).contains(.tab) }
    return lines.count > 1 && count * 2 > lines.count
  }

  /// Whether there is a column of tags that has mistakes, for the reader of columns to name.
  private static func mostlyTagged(
    _ profile: ColumnProfile, _ count: Int, _ table: ColumnTable
  ) -> Bool {
    table.rows.joined().dropFirst().first != nil && (1..<count).contains(where: profile.isTagged)
  }
}
