import LukeJSON

/// Which fields of a table hold texts, spans and relations: those that are asked for, those with a usual
/// name, or, where the texts have their spans marked, those around them.
struct RelationLayout {
  var columns: RelationColumns
  /// What was taken for what where names do not say it; nil where they do.
  var note: String?

  private static let texts = ["text", "sentence", "sent", "context", "marked_sentence"]
  private static let relations = [
    "relation", "rel", "relation_type", "relation_label", "label", "class", "predicate",
  ]
  private static let identifiers = [
    "id", "idx", "index", "guid", "uid", "sentence_id", "example_id",
  ]
  /// Names of head and tail; with `_start` and `_end` behind them they name offsets.
  private static let pairs = [
    ("head", "tail"), ("subject", "object"), ("subj", "obj"), ("e1", "e2"),
    ("entity1", "entity2"), ("entity_1", "entity_2"), ("head_entity", "tail_entity"), ("h", "t"),
  ]

  /// All of these, in small letters.
  static let names = Set(
    texts + relations + identifiers
      + pairs.flatMap { [$0.0, $0.1] }.flatMap { [$0, $0 + "_start", $0 + "_end"] })

  /// Finds the fields of a table.
  /// - Throws: `DataError.unsuitable` where a field is not there or nothing tells which it is.
  init(_ table: RecordTable, _ options: RelationDataOptions) throws(DataError) {
    let fields = table.fieldNames
    for (key, field) in options.columns.named
    where options.requiresLabels || key != "relation" {
      try table.check(field, key, fields)
    }
    let found = fields.isEmpty ? Self.byPlace(table) : Self.byName(fields)
    columns = Self.merged(options.columns, found)
    func refuse(_ what: String, _ keys: String) -> DataError {
      table.lack(of: what, fields, keys)
    }
    guard let text = columns.text else { throw refuse("the text", "data.columns.text") }
    if columns.relation == nil, options.requiresLabels {
      throw refuse("the relation", "data.columns.relation")
    }
    let isMarked = table.records.contains { Self.isMarked($0[text]?.string) }
    if !isMarked {
      let keys = [
        ("head", columns.head, columns.headStart, columns.headEnd),
        ("tail", columns.tail, columns.tailStart, columns.tailEnd),
      ]
      for (key, span, start, end) in keys where span == nil && (start == nil || end == nil) {
        throw refuse(
          "the \(key)",
          "data.columns.\(key), or its place in data.columns.\(key)_start and \(key)_end, or mark both "
            + "spans in the text with <e1>, </e1>, <e2> and </e2>")
      }
    }
    if fields.isEmpty, options.columns.text == nil {
      note = "the file names no columns; \(description) are taken, which data.columns changes"
    }
  }

  /// Whether a text has its spans marked.
  static func isMarked(_ text: String?) -> Bool {
    text.map { $0.contains("<e1>") && $0.contains("<e2>") } ?? false
  }

  /// What was taken for what: `text 0, relation 1`.
  var description: String {
    columns.named.map { key, field in
      "\(key.replacing("_", with: " ")) \(field)"
    }.joined(separator: ", ")
  }

  private static func merged(
    _ asked: RelationColumns, _ found: RelationColumns
  ) -> RelationColumns {
    var columns = asked
    columns.text = asked.text ?? found.text
    columns.relation = asked.relation ?? found.relation
    columns.identifier = asked.identifier ?? found.identifier
    // Spans that are asked for are those.
    if asked.head == nil, asked.headStart == nil, asked.headEnd == nil {
      (columns.head, columns.headStart, columns.headEnd) =
        (found.head, found.headStart, found.headEnd)
    }
    if asked.tail == nil, asked.tailStart == nil, asked.tailEnd == nil {
      (columns.tail, columns.tailStart, columns.tailEnd) =
        (found.tail, found.tailStart, found.tailEnd)
    }
    return columns
  }

  // MARK: By name

  static func byName(_ fields: [String]) -> RelationColumns {
    func first(of names: [String]) -> RecordField? { .first(of: names, among: fields) }
    func field(_ name: String) -> RecordField? { first(of: [name]) }
    var columns = RelationColumns()
    columns.text = first(of: texts)
    columns.relation = first(of: relations)
    columns.identifier = first(of: identifiers)
    for (head, tail) in pairs {
      let offsets = [head + "_start", head + "_end", tail + "_start", tail + "_end"].map(field)
      let hasOffsets = offsets.allSatisfy { $0 != nil }
      guard hasOffsets || field(head) != nil && field(tail) != nil else { continue }
      (columns.head, columns.tail) = (field(head), field(tail))
      if hasOffsets {
        (columns.headStart, columns.headEnd) = (offsets[0], offsets[1])
        (columns.tailStart, columns.tailEnd) = (offsets[2], offsets[3])
      }
      break
    }
    return columns
  }

  /// Whether names tell a text and two spans of it.
  static func tellsSpans(_ fields: [String]) -> Bool {
    let columns = byName(fields)
    return columns.text != nil && (columns.head != nil || columns.headStart != nil)
  }

  /// The names of the fields that hold a text and two spans of it, in small letters; nil where names do not tell
  /// them.
  static func spans(_ fields: [String]) -> [String]? {
    guard tellsSpans(fields) else { return nil }
    let columns = byName(fields)
    let offsets = [columns.headStart, columns.headEnd, columns.tailStart, columns.tailEnd]
    let spans = columns.headStart == nil ? [columns.head, columns.tail] : offsets
    return ([columns.text] + spans).compactMap { field in
      if case .name(let name) = field { name.lowercased() } else { nil }
    }
  }

  /// Whether records of JSON have texts with two spans marked, or under usual names as text or offsets.
  static func tellsSpans(_ records: [JSONValue]) -> Bool {
    !records.isEmpty
      && records.allSatisfy { record in
        guard let members = record.members else { return false }
        let columns = byName(members.map(\.key))
        guard let text = columns.text?.value(in: record)?.string else { return false }
        if isMarked(text) { return true }
        if columns.headStart != nil {
          return [columns.headStart, columns.headEnd, columns.tailStart, columns.tailEnd]
            .allSatisfy { $0?.value(in: record)?.integer != nil }
        }
        return [columns.head, columns.tail].allSatisfy { $0?.value(in: record)?.string != nil }
      }
  }

  // MARK: By place

  /// Of rows without names the marked text, the last other column as the relation, and the first as the
  /// example's own name where a third is there.
  private static func byPlace(_ table: RecordTable) -> RelationColumns {
    var columns = RelationColumns()
    let rows = table.records.compactMap(\.row)
    guard
      let text = (0..<table.columnCount).first(where: { column in
        rows.contains { $0.count > column && isMarked($0[column]) }
      })
    else { return columns }
    columns.text = .number(text)
    let others = (0..<table.columnCount).filter { $0 != text }
    columns.relation = others.last.map(RecordField.number)
    if others.count > 1 { columns.identifier = .number(others[0]) }
    return columns
  }
}
