import LukeJSON

/// Which fields of a file hold texts and labels: those that are asked for, those with a usual name, or
/// those of a layout that is known without names.
struct TextLayout {
  var text: RecordField
  var secondText: RecordField?
  var label: RecordField?
  var identifier: RecordField?
  /// What was taken for what where names do not say it; nil where they do.
  var note: String?

  private static let pairs = TextFieldNames.pairs
  private static let singles = TextFieldNames.singles
  /// Names of a label, the likeliest first.
  private static let labels = [
    "gold_label", "label", "labels", "category", "categories", "class", "classes", "is_duplicate",
    "quality", "score", "similarity", "similarity_score", "stars", "rating", "sentiment", "intent",
    "column_label", "cats",
  ]
  static let identifiers = TextFieldNames.identifiers

  /// All of these.
  static let names = Set(
    pairs.flatMap { [$0.0, $0.1] } + singles + labels + identifiers)

  /// Finds the fields of a table.
  /// - Throws: `DataError.unsuitable` where a field is not there or nothing tells which it is.
  init(_ table: RecordTable, _ options: TextDataOptions) throws(DataError) {
    let columns = options.columns
    let fields = table.fieldNames
    try table.check(columns.text, "text", fields)
    try table.check(columns.secondText, "second_text", fields)
    if options.requiresLabels { try table.check(columns.label, "label", fields) }
    try table.check(columns.identifier, "id", fields)
    let found =
      fields.isEmpty
      ? Self.byPlace(table, options) : Self.byName(fields)
    let label = columns.label ?? found.label
    guard let text = columns.text ?? found.text else {
      throw table.lack(
        of: "the text", fields,
        "data.columns.text, and the second text, if any, in data.columns.second_text")
    }
    if label == nil, options.requiresLabels {
      throw table.lack(of: "the label", fields, "data.columns.label")
    }
    self.text = text
    // One text that is asked for is one.
    secondText = columns.secondText ?? (columns.text == nil ? found.secondText : nil)
    self.label = label
    identifier = columns.identifier ?? found.identifier
    if fields.isEmpty, columns.text == nil {
      note =
        "the file names no columns; " + description
        + " are taken, which data.columns changes"
    }
  }

  /// What was taken for what: `text 0, second text 1, label 2`.
  var description: String {
    var parts = ["text \(text)"]
    if let secondText { parts.append("second text \(secondText)") }
    if let label { parts.append("label \(label)") }
    return parts.joined(separator: ", ")
  }

  /// The fields that are read.
  var fields: [RecordField?] { [text, secondText, label, identifier] }

  /// What answers call the fields that they have, by their names.
  var answeredKeys: [String: String] {
    RecordField.keys(of: [(text, "text"), (secondText, "second_text"), (identifier, "id")])
  }

  private typealias Found = (
    text: RecordField?, secondText: RecordField?, label: RecordField?, identifier: RecordField?
  )

  // MARK: By name

  /// Whether a record of JSON has a text, or two, and a label under usual names, and nothing that would make it
  /// data of another task.
  static func holds(_ record: JSONValue) -> Bool {
    let others = ["tokens", "words", "entities", "spans", "head", "tail", "start", "context"]
    guard let members = record.members, !members.contains(where: { others.contains($0.key) }),
      TaskRecord(record) == nil
    else { return false }
    let found = byName(members.map(\.key))
    guard let text = found.text, let label = found.label else { return false }
    guard text.value(in: record)?.string != nil, let labels = label.value(in: record) else {
      return false
    }
    guard let elements = labels.elements else { return true }
    return !elements.isEmpty && elements.allSatisfy { $0.string != nil }
  }

  /// Whether a record of JSON has a text under a usual name.
  static func hasText(_ record: JSONValue) -> Bool {
    byName((record.members ?? []).map(\.key)).text?.value(in: record)?.string != nil
  }

  /// Whether one of some names is a text's.
  static func namesText(_ names: [String]) -> Bool {
    byName(names.map(\.withoutInvisibleEnds)).text != nil
  }

  /// Whether a row names columns of two texts.
  static func namesPairs(_ names: [String]) -> Bool {
    byName(names.map(\.withoutInvisibleEnds)).secondText != nil
  }

  /// The column of the text where a row names columns of a text and of its label; nil where it does not.
  static func textColumn(of names: [String]) -> Int? {
    let names = names.map(\.withoutInvisibleEnds)
    let found = byName(names)
    guard found.label != nil, case .name(let name) = found.text else { return nil }
    return names.firstIndex(of: name)
  }

  private static func byName(_ fields: [String]) -> Found {
    func first(of names: [String]) -> RecordField? { .first(of: names, among: fields) }
    let (label, identifier) = (first(of: labels), first(of: identifiers))
    for (one, two) in pairs {
      if let text = first(of: [one]), let second = first(of: [two]) {
        return (text, second, label, identifier)
      }
    }
    // Translations of a data set: sentence1_ur.
    for name in fields where name.lowercased().hasPrefix("sentence1_") {
      let second = "sentence2_" + name.dropFirst("sentence1_".count)
      if fields.contains(second) { return (.name(name), .name(second), label, identifier) }
    }
    return (first(of: singles), nil, label, identifier)
  }

  // MARK: By place

  /// The layouts of public data sets that name no columns.
  private static func byPlace(_ table: RecordTable, _ options: TextDataOptions) -> Found {
    let rows = table.records.compactMap(\.row)
    func all(_ column: Int, _ isSo: (String) -> Bool) -> Bool {
      !rows.isEmpty && rows.allSatisfy { $0.count > column && isSo($0[column]) }
    }
    func isLabel(_ column: Int) -> Bool {
      if all(column, { Double($0) != nil }) { return true }
      // Of a few texts that are only asked about, two may be the same.
      if !options.requiresLabels, rows.count < 20 { return false }
      let distinct = Set(rows.compactMap { $0.count > column ? $0[column] : nil })
      return distinct.count <= max(2, rows.count / 4)
        && distinct.allSatisfy { $0.utf8.count <= 60 && !$0.isInvisible }
    }
    switch table.columnCount {
    case 1: return (.number(0), nil, nil, nil)
    case 2 where !options.requiresLabels && !isLabel(0) && !isLabel(1):
      return (.number(0), .number(1), nil, nil)
    // Numbers are no texts.
    case 2 where all(0) { Double($0) != nil } && !all(1) { Double($0) != nil }:
      return (.number(1), nil, .number(0), nil)
    case 2:
      if isLabel(1) { return (.number(0), nil, .number(1), nil) }
      return isLabel(0) ? (.number(1), nil, .number(0), nil) : (nil, nil, nil, nil)
    case 3 where isLabel(2): return (.number(0), .number(1), .number(2), nil)
    // CoLA: source, 0 or 1, the author's mark, sentence.
    case 4 where all(1, { $0 == "0" || $0 == "1" }) && all(2, { $0.isEmpty || $0 == "*" }):
      return (.number(3), nil, .number(1), nil)
    // The STS benchmark: genre, source, year, number, score, two sentences, perhaps where they are from.
    case 7...9 where all(4, { Double($0) != nil }):
      return (.number(5), .number(6), .number(4), nil)
    default: return (nil, nil, nil, nil)
    }
  }
}
