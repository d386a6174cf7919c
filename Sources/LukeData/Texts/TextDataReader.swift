import LukeJSON

/// Reads texts, or pairs of texts, with labels: the layouts of GLUE, XNLI, PAWS-X and STS, and any table
/// or JSON with named fields.
public enum TextDataReader {
  /// Reads a file.
  /// - Throws: `DataError` for what cannot be read, each record with its line.
  public static func read(
    _ source: SourceText, _ options: TextDataOptions = TextDataOptions()
  ) throws(DataError) -> TextCorpus {
    if options.isPlainText { return try plainText(source, options, isTold: true) }
    var options = options
    // Records of a tool are known as such, and refused by those who read fields alone.
    if options.columns == TextColumns(), options.records.format == nil {
      options.records.format = ClassifiedRecords.format(of: source)
    }
    try refuseOtherTask(source, options)
    // Texts to answer may be nothing but texts.
    if !options.requiresLabels, options.records.format == nil, options.columns == TextColumns(),
      !source.bytes.isEmpty, try RecordRecognition.format(of: source) == nil
    {
      return try plainText(source, options, isTold: false)
    }
    var table = try table(source, options)
    var (toolNotes, isTools) = ([String](), false)
    if options.columns == TextColumns(),
      let tool = try ClassifiedRecords(&table, requiresLabels: options.requiresLabels)
    {
      table.records = tool.records
      (toolNotes, options.columns) = (tool.notes, ClassifiedRecords.columns)
      isTools = true
      let sample = tool.records.prefix(100)
      if !sample.contains(where: { $0.value["id"] != nil }) { options.columns.identifier = nil }
      if !sample.contains(where: { $0.value["label"] != nil }) { options.columns.label = nil }
    }
    let layout: TextLayout
    if table.records.isEmpty {
      try table.faults.throwIfAny()
      throw .unsuitable(file: source.file, reason: "holds no examples")
    }
    do throws(DataError) { layout = try TextLayout(table, options) } catch {
      // Without a field for the text what the data are says more than their keys.
      let known = options.columns.text == nil ? KnownRecord.reason(source, givenTo: .texts) : nil
      let reason = known ?? (isTools ? nil : otherTask(source, options))
      throw reason.map { .unsuitable(file: source.file, reason: $0) } ?? error
    }
    var hasLists = false
    var leftOut = LeftOut()
    var same = SameLabels(options.sameLabels)
    var examples: [TextExample] = []
    for record in table.records {
      do throws(JSONText.Fault) {
        var example = TextExample(
          text: try text(record, layout.text), location: record.location)
        if let field = layout.secondText { example.secondText = try text(record, field) }
        if let field = layout.identifier { example.identifier = identifier(record[field]) }
        if let field = layout.label {
          let label = try label(record[field], field, options)
          hasLists = hasLists || label?.isList == true
          example.labels = label.map { same.labels($0.names) }
        }
        if options.requiresLabels, leftOut.take(example) { continue }
        examples.append(example)
      } catch {
        table.faults.add(record.location, error.message)
      }
    }
    try table.faults.throwIfAny()
    if examples.isEmpty { throw .unsuitable(file: source.file, reason: "holds no examples") }
    let unread = isTools ? nil : table.unreadNote(besides: layout.fields)
    let swapped = isTools ? nil : SwappedColumns.note(on: examples, layout)
    let notes =
      toolNotes
      + [table.headerNote, layout.note, swapped, noteOnOtherTask(source, options) ?? unread]
      .compactMap(\.self)
      + leftOut.notes + same.notes
      + (source.isContinued ? [] : ["the first example reads: \(excerpt(examples[0]))"])
    var corpus = TextCorpus(
      file: source.file, checksum: source.checksum, examples: examples,
      layout: "\(table.format.title), \(source.encoding.title), \(layout.description)",
      hasLists: hasLists,
      notes: source.notes + table.faults.notes + notes.map { "\(source.file): \($0)" })
    corpus.answeredKeys = layout.answeredKeys
    return corpus
  }

  /// The fields of a file; what has none may be another task's.
  private static func table(
    _ source: SourceText, _ options: TextDataOptions
  ) throws(DataError) -> RecordTable {
    do throws(DataError) {
      return try RecordTable(
        source, options.records,
        names: ColumnNames(
          usual: TextLayout.names,
          requested: [
            options.columns.text, options.columns.secondText, options.columns.label,
            options.columns.identifier,
          ]), policy: options.badRecords)
    } catch {
      guard case .unsuitable = error, let reason = otherTask(source, options) else { throw error }
      throw .unsuitable(file: source.file, reason: reason)
    }
  }

  /// Lines that are texts, or two with a tab between them; a blank one is an example, too.
  /// - Parameter isTold: whether the user says that they are, so that the first one names nothing.
  private static func plainText(
    _ source: SourceText, _ options: TextDataOptions, isTold: Bool
  ) throws(DataError) -> TextCorpus {
    try source.refuseLongLines()
    var examples: [TextExample] = []
    source.forEachWholeLine { number, line in
      let location = SourceLocation(file: source.file, line: number)
      if options.partsLinesAtTabs, let (first, second) = parts(of: line) {
        examples.append(TextExample(text: first, secondText: second, location: location))
      } else {
        examples.append(TextExample(text: line.string, location: location))
      }
    }
    var notes = source.notes
    // A table of one column, which nothing parts from others.
    let asked = Array(examples.lazy.filter { !$0.isBlank }.prefix(2))
    if !isTold, asked.count > 1, let first = asked.first, first.secondText == nil,
      !source.isContinued, TextLayout.names.contains(first.text.lowercased())
    {
      examples.removeAll { $0.location == first.location }
      notes.append(
        "\(source.file): line \(first.location.line) names the column (\(first.text)) and is left out"
      )
    }
    if examples.isEmpty { throw .unsuitable(file: source.file, reason: "holds no examples") }
    if examples.contains(where: \.isBlank) {
      notes.append(
        "\(source.file): blank lines are answered with null, so that answers and lines go side by side"
      )
    }
    return TextCorpus(
      file: source.file, checksum: source.checksum, examples: examples,
      layout: "text, \(source.encoding.title)", hasLists: false, notes: notes)
  }

  /// The two texts of a line with a tab between them; nil where it is one, which is what was given, with the blanks
  /// around it: a tab at an end parts nothing.
  private static func parts(of line: ArraySlice<UInt8>) -> (String, String)? {
    let end = line.lastIndex { !$0.isBlank }.map { $0 + 1 } ?? line.startIndex
    guard line[..<end].contains(.tab) else { return nil }
    let parts = line.split(separator: .tab, maxSplits: 1).map(\.string)
    return parts.count == 2 ? (parts[0], parts[1]) : nil
  }

  private static func text(
    _ record: DataRecord, _ field: RecordField
  ) throws(JSONText.Fault) -> String {
    guard let value = record[field] else {
      throw JSONText.Fault(
        message: record.row == nil
          ? "key \(field) is missing" : "has no column \(field), only \(record.row?.count ?? 0)")
    }
    guard let text = value.string else {
      throw JSONText.Fault(message: "\(field): expected a string")
    }
    if text.isInvisible { throw JSONText.Fault(message: "\(field): the text is blank") }
    return text
  }

  private static func identifier(_ value: JSONValue?) -> RecordIdentifier? {
    value?.string.map(RecordIdentifier.text) ?? value?.integer.map(RecordIdentifier.number)
  }

  /// The label of a record, or its list of labels; nil where it has none and needs none.
  private static func label(
    _ value: JSONValue?, _ field: RecordField, _ options: TextDataOptions
  ) throws(JSONText.Fault) -> (names: [String], isList: Bool)? {
    switch value {
    case nil, .null:
      if !options.requiresLabels { return nil }
      throw JSONText.Fault(message: "the label, \(field), is missing")
    case .array(let elements):
      var names: [String] = []
      for element in elements {
        guard let name = name(of: element) else {
          throw JSONText.Fault(message: "\(field): expected a list of labels")
        }
        names.append(name)
      }
      return (names, true)
    case .some(let value):
      guard let name = name(of: value) else {
        throw JSONText.Fault(
          message: "\(field): expected a label, but it is an object"
            + (value.members.map {
              "; name one of its keys in data.columns.label (--set data.columns.label=KEY): "
                + $0.map { field.key($0.key) }.joined(separator: ", ")
            }
              ?? ""))
      }
      if name.isInvisible {
        if !options.requiresLabels { return nil }
        throw JSONText.Fault(message: "the label, \(field), is blank")
      }
      return ([name], false)
    }
  }

  private static func name(of value: JSONValue) -> String? {
    switch value {
    case .string(let text): text.labelWithoutInvisibleEnds
    case .number(let text): text
    case .bool(let isTrue): isTrue ? "true" : "false"
    case .null, .array, .object: nil
    }
  }

  private static func excerpt(_ example: TextExample) -> String {
    let texts = [example.text, example.secondText].compactMap(\.self).map { "[\($0)]" }
    let labels = example.labels.map { " → " + $0.joined(separator: ", ") } ?? ""
    return (texts.joined(separator: " ") + labels).asShown
  }

  /// Examples that public data sets hold although nobody can learn from them.
  private struct LeftOut {
    private var untranslated = LineList()
    private var undecided = LineList()

    /// Whether an example is to be left out.
    mutating func take(_ example: TextExample) -> Bool {
      // PAWS-X writes so for sentences that were not translated.
      if example.text == "NS" || example.secondText == "NS" {
        untranslated.add(example.location.line)
        return true
      }
      // SNLI and MNLI write so where the annotators do not agree.
      if example.labels == ["-"] {
        undecided.add(example.location.line)
        return true
      }
      return false
    }

    var notes: [String] {
      [
        (untranslated, "a sentence that is not translated (\"NS\", as in PAWS-X)"),
        (undecided, "the label \"-\", on which the annotators did not agree"),
      ].filter { $0.0.count > 0 }.map { lines, what in
        (lines.count == 1 ? "1 example has" : "\(lines.count) examples have")
          + " \(what), and \(lines.count == 1 ? "is" : "are") left out; the first is in line "
          + "\(lines.first[0])"
      }
    }
  }
}
