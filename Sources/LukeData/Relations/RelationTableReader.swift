import LukeJSON

/// Reads relations from tables and JSON with named fields: a text, the two spans by their words, by offsets
/// or by marks in the text, and the relation.
struct RelationTableReader {
  private let options: RelationDataOptions
  private let columns: RelationColumns
  /// Examples of which a span stands in the text several times.
  private var repeated = LineList()

  static func read(
    _ source: SourceText, as format: RecordFormat?, options: RelationDataOptions
  ) throws(DataError) -> RelationReading {
    var table = try RecordTable(
      source,
      RecordOptions(format: format, quoting: options.quoting, header: options.header),
      names: columnNames(options), policy: options.badRecords)
    if table.records.isEmpty {
      try table.faults.throwIfAny(leaving: 0)
      throw .unsuitable(file: source.file, reason: "holds no examples")
    }
    let layout = try RelationLayout(table, options)
    var reader = RelationTableReader(options: options, columns: layout.columns)
    var examples: [RelationExample] = []
    for record in table.records {
      do throws(JSONText.Fault) { examples.append(try reader.example(record)) } catch {
        table.faults.add(record.location, error.message)
      }
    }
    try table.faults.throwIfAny(leaving: examples.count)
    let unread = table.unreadNote(besides: layout.columns.named.map(\.field))
    let notes = ([table.headerNote, layout.note, unread].compactMap(\.self) + reader.notes).map {
      "\(source.file): \($0)"
    }
    return RelationReading(examples: examples, notes: table.faults.notes + notes)
  }

  private init(options: RelationDataOptions, columns: RelationColumns) {
    (self.options, self.columns) = (options, columns)
  }

  private static func columnNames(_ options: RelationDataOptions) -> ColumnNames {
    ColumnNames(
      usual: RelationLayout.names, requested: options.columns.named.map(\.field))
  }

  private mutating func example(
    _ record: DataRecord
  ) throws(JSONText.Fault) -> RelationExample {
    let text = try string(record, columns.text)
    var spans = SpanAttempts(requiresLabels: options.requiresLabels)
    var example: RelationExample
    if RelationLayout.isMarked(text) || columns.head == nil && columns.headStart == nil {
      example = try marked(text, record, &spans)
    } else {
      let scalars = Array(text.unicodeScalars)
      var isRepeated = false
      let head = try spans.span { () throws(JSONText.Fault) in
        try span(
          record, columns.head, columns.headStart, columns.headEnd, "head", scalars, &isRepeated)
      }
      let tail = try spans.span { () throws(JSONText.Fault) in
        try span(
          record, columns.tail, columns.tailStart, columns.tailEnd, "tail", scalars, &isRepeated)
      }
      if isRepeated { repeated.add(record.location.line) }
      example = RelationExample(
        text: text, head: head, tail: tail, relation: nil, location: record.location)
    }
    example.fault = spans.fault
    if let field = columns.identifier, let value = record[field] {
      example.identifier =
        value.string.map(RecordIdentifier.text) ?? value.integer.map(RecordIdentifier.number)
    }
    example.relation = try relation(record)
    return example
  }

  private func marked(
    _ text: String, _ record: DataRecord, _ spans: inout SpanAttempts
  ) throws(JSONText.Fault) -> RelationExample {
    var found: MarkedText?
    _ = try spans.span { () throws(JSONText.Fault) in
      let marked = try MarkedText(text.unicodeScalars)
      found = marked
      return marked.head
    }
    let none = RelationExample.noSpan
    return RelationExample(
      text: found?.text ?? MarkedText.withoutTags(text.unicodeScalars),
      head: found?.head ?? none, tail: found?.tail ?? none, relation: nil,
      location: record.location)
  }

  private func relation(_ record: DataRecord) throws(JSONText.Fault) -> String? {
    guard options.requiresLabels else {
      return columns.relation.flatMap { record[$0]?.string }.flatMap { $0.isInvisible ? nil : $0 }
    }
    let relation = try string(record, columns.relation)
    try RelationRecordReader.check(relation: relation)
    return relation
  }

  private func string(
    _ record: DataRecord, _ field: RecordField?
  ) throws(JSONText.Fault) -> String {
    guard let field, let value = record[field] else {
      let name = field.map(\.description) ?? ""
      throw JSONText.Fault(
        message: record.row == nil
          ? "key \(name) is missing" : "has no column \(name), only \(record.row?.count ?? 0)")
    }
    guard let text = value.string else {
      throw JSONText.Fault(message: "\(field): expected a string")
    }
    if text.isInvisible { throw JSONText.Fault(message: "\(field): the text is blank") }
    return text
  }

  // MARK: Spans

  private func span(
    _ record: DataRecord, _ words: RecordField?, _ start: RecordField?, _ end: RecordField?,
    _ key: String, _ text: [Unicode.Scalar], _ isRepeated: inout Bool
  ) throws(JSONText.Fault) -> Range<Int> {
    if let start, let end {
      let surface = words.flatMap { record[$0]?.string }
      return try RelationSpan(
        start: number(record, start), end: number(record, end),
        surface: surface.flatMap { $0.isInvisible ? nil : $0 }
      ).scalars(of: text, key: key)
    }
    let surface = try string(record, words).withoutInvisibleEnds
    let places = WordPlaces(of: Array(surface.unicodeScalars), in: text)
    guard let first = places.first else {
      throw JSONText.Fault(message: "\"\(key)\": \"\(surface)\" does not stand in the text")
    }
    if places.count > 1 { isRepeated = true }
    return first
  }

  private func number(
    _ record: DataRecord, _ field: RecordField
  ) throws(JSONText.Fault) -> Int {
    let value = record[field]
    guard let number = value?.integer ?? value?.string.flatMap({ Int($0.withoutInvisibleEnds) })
    else { throw JSONText.Fault(message: "\(field): expected a whole number") }
    return number
  }

  private var notes: [String] {
    guard let first = repeated.first.first else { return [] }
    let texts =
      repeated.count == 1
      ? "in the text of line \(first)"
      : "in \(repeated.count) texts, the first in line \(first),"
    return [
      "\(texts) head or tail stands several times, of which the first is taken; "
        + "data.columns.head_start and so on, or <e1> and <e2> in the text, tell which it is"
    ]
  }
}

extension RelationTableReader {
  /// How many lines are looked at.
  private static let sampleSize = 40

  /// The format of a text that is a table of relations by the names of its columns or by the marks in its
  /// texts; nil for others.
  static func format(
    of source: SourceText, _ options: RelationDataOptions
  ) -> RelationDataFormat? {
    guard let first = source.firstLines(1).first?.first(where: { !$0.isBlank }),
      first != UInt8(ascii: "{"), first != UInt8(ascii: "["),
      let found = try? RecordRecognition.format(of: source), found.isTable
    else { return nil }
    let format = found == .tsv ? RelationDataFormat.tsv : .csv
    let isToldSo =
      options.columns != RelationColumns() || options.header != nil || options.quoting != nil
    if isToldSo { return format }
    let rows = RecordRecognition.firstRows(of: source, found, sampleSize)
    guard let names = rows.first else { return nil }
    if RelationLayout.tellsSpans(names) { return format }
    let isHeader =
      RecordRecognition.isHeader(names, columnNames(options))
      || RecordRecognition.columnNamedAboveNumbers(rows) != nil
    let examples = rows.dropFirst(isHeader ? 1 : 0)
    let marked = examples.filter { $0.contains(where: RelationLayout.isMarked) }
    // Of two rows one may lack a mark, or name the columns with names that are not known.
    guard !marked.isEmpty, marked.count * 2 >= examples.count else { return nil }
    // Numbers and sentences alone are SemEval's, whose relations are in the lines below, or elsewhere.
    let areNumbered = marked.allSatisfy { $0.count == 2 && $0[0].allSatisfy(\.isNumber) }
    return areNumbered ? nil : format
  }
}
