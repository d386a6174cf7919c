import LukeJSON

/// Texts with labels as labelling tools export them, in place of the tool's own records.
struct ClassifiedRecords {
  /// Objects of `id`, `text` and `label`.
  private(set) var records: [DataRecord] = []
  /// What was left out or taken otherwise than it is written, parts of sentences after the file's name.
  var notes: [String] = []

  /// The fields of the objects.
  static let columns = TextColumns(
    text: .name("text"), label: .name("label"), identifier: .name("id"))

  let requiresLabels: Bool

  /// Nil where the records are no tool's.
  /// - Throws: `DataError` where they are, and hold no classes.
  init?(_ table: inout RecordTable, requiresLabels: Bool) throws(DataError) {
    self.requiresLabels = requiresLabels
    if table.format.isTable { return nil }
    switch Self.kind(table.records.prefix(100).map(\.value)) {
    case .tasks: try takeTasks(&table)
    case .choices: takeChoices(table.records)
    case .answers: takeAnswers(table.records)
    case .categories: takeCategories(&table)
    case .labelsOfUsers: takeLabelsOfUsers(table.records)
    case nil: return nil
    }
  }

  private enum Kind { case tasks, choices, answers, categories, labelsOfUsers }

  private static func kind(_ sample: [JSONValue]) -> Kind? {
    if sample.contains(where: isTask) { return .tasks }
    if sample.contains(where: { $0["accept"]?.elements != nil && $0["options"] != nil }) {
      return .choices
    }
    let isProdigys = sample.contains { $0["_task_hash"] != nil || $0["_input_hash"] != nil }
    if isProdigys, sample.contains(where: isAnswer) { return .answers }
    if sample.contains(where: isOfUsers) { return .labelsOfUsers }
    return sample.contains { $0["text"] != nil && $0["cats"]?.members != nil } ? .categories : nil
  }

  /// How the records of a tool are written; nil where a file has none.
  static func format(of source: SourceText) -> RecordFormat? {
    if kind(source.firstRecords) == nil { return pairs(source) }
    return source.startsAsArray ? .json : .jsonLines
  }

  /// How spaCy's pairs are written, one a line or in an array; nil where a file has none.
  static func pairs(_ source: SourceText) -> RecordFormat? {
    guard source.startsAsArray else { return nil }
    func isPair(_ value: JSONValue?) -> Bool {
      value.map { $0.elements != nil && object($0).members != nil } ?? false
    }
    // What the array begins with tells most of them apart without reading them whole.
    switch source.bytes.lazy.filter({ ![0x20, 0x09, 0x0A, 0x0D].contains($0) }).dropFirst().first {
    case UInt8(ascii: "\""):
      let line = source.firstLines(1).first
      return isPair(line.flatMap { try? JSONParser.parse($0) }) ? .jsonLines : nil
    case UInt8(ascii: "["):
      return isPair((try? JSONParser.parse(source.bytes))?.elements?.first) ? .json : nil
    default: return nil
    }
  }

  mutating func add(
    _ record: DataRecord, _ text: JSONValue?, _ labels: [String]?, isList: Bool
  ) {
    var members: [JSONValue.Member] = []
    if let id = record.value["id"] { members.append(.init(key: "id", value: id)) }
    if let text { members.append(.init(key: "text", value: text)) }
    if let labels {
      members.append(
        .init(
          key: "label",
          value: isList
            ? .array(labels.map(JSONValue.string)) : labels.first.map(JSONValue.string) ?? .null))
    }
    records.append(DataRecord(.object(members), record.location))
  }
}
