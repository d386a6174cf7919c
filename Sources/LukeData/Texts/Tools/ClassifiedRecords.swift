import LukeJSON

/// Texts with labels as labelling tools export them, in place of the tool's own records.
struct ClassifiedRecords {
  /// Objects of `id`, `text` and `label`.
  private(set) var records: [DataRecord] = []
  /// What was left out or taken otherwise than it is written, parts of sentences after the file's name.
  private(set) var notes: [String] = []

  /// The fields of the objects.
  static let columns = TextColumns(
    text: .name("text"), label: .name("label"), identifier: .name("id"))

  private let requiresLabels: Bool

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
    case nil: return nil
    }
  }

  private enum Kind { case tasks, choices, answers, categories }

  private static func kind(_ sample: [JSONValue]) -> Kind? {
    if sample.contains(where: isTask) { return .tasks }
    if sample.contains(where: { $0["accept"]?.elements != nil && $0["options"] != nil }) {
      return .choices
    }
    let isProdigys = sample.contains { $0["_task_hash"] != nil || $0["_input_hash"] != nil }
    let areAnswers = sample.contains {
      $0["answer"]?.string != nil && $0["label"]?.string != nil && $0["spans"] == nil
    }
    if isProdigys, areAnswers { return .answers }
    return sample.contains { $0["text"] != nil && $0["cats"]?.members != nil } ? .categories : nil
  }

  /// How the records of a tool are written; nil where a file has none.
  static func format(of source: SourceText) -> RecordFormat? {
    if kind(source.firstRecords) == nil { return pairs(source) }
    return source.startsAsArray ? .json : .jsonLines
  }

  /// How spaCy's pairs are written, one a line or in an array; nil where a file has none.
  static func pairs(_ source: SourceText) -> RecordFormat? {
    guard source.startsAsArray, let first = source.firstLines(1).first else { return nil }
    func isPair(_ value: JSONValue) -> Bool { object(value).members != nil }
    if let value = try? JSONParser.parse(first), isPair(value) { return .jsonLines }
    guard let whole = try? JSONParser.parse(source.bytes), let element = whole.elements?.first,
      element.elements != nil
    else { return nil }
    return isPair(element) ? .json : nil
  }

  private mutating func add(
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

  // MARK: Label Studio

  private static func isTask(_ record: JSONValue) -> Bool {
    record["data"]?.members != nil
      && (record["annotations"] ?? record["completions"] ?? record["predictions"])?.elements != nil
  }

  private mutating func takeTasks(_ table: inout RecordTable) throws(DataError) {
    var (left, unanswered, others) = (Tally(), Tally(), [String: Int]())
    var found: [(record: DataRecord, text: JSONValue?, labels: [String]?)] = []
    for record in table.records {
      let (chosen, leftCount) = LabelStudioTask.annotation(record.value)
      left.add(record.location.line, leftCount)
      let data = record.value["data"] ?? .null
      var (labels, named): ([String]?, String?)
      var names: Set<String> = []
      for result in chosen?.value["result"]?.elements ?? [] {
        guard let choices = result["value"]?["choices"]?.elements else {
          others[result["type"]?.string ?? "unknown", default: 0] += 1
          continue
        }
        let name = result["to_name"]?.string
        do { named = try name.flatMap { try LabelStudioText.named($0, in: data) } ?? named } catch {
          others["choices for \"\(name ?? "")\"", default: 0] += 1
          continue
        }
        names.insert(name ?? "")
        labels = (labels ?? []) + choices.compactMap(\.string)
      }
      if names.count > 1, requiresLabels {
        table.faults.add(
          record.location,
          "has choices for several texts (\"to_name\" is \(names.sorted().joined(separator: ", "))), of "
            + "which one alone can be learned")
        continue
      }
      if labels == nil, requiresLabels {
        unanswered.add(record.location.line)
        continue
      }
      do throws(JSONText.Fault) {
        if named == nil { named = try LabelStudioText.only(data, [], "data.") }
        found.append((record, named.map(JSONValue.string), labels))
      } catch { table.faults.add(record.location, error.message) }
    }
    let kinds = others.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      .joined(separator: ", ")
    if requiresLabels, found.isEmpty, unanswered.count == table.records.count {
      throw .unsuitable(
        file: table.source.file,
        reason: "is Label Studio's JSON without choices for texts"
          + (kinds.isEmpty ? "" : ": its results are of the types \(kinds)"))
    }
    let isList = found.contains { ($0.labels?.count ?? 1) > 1 }
    for example in found { add(example.record, example.text, example.labels, isList: isList) }
    let said = [
      unanswered.phrase("task", "tasks", verbs: ("has", "have")).map {
        "\($0) no choice of an annotator and left out"
      },
      left.phrase("annotation", "annotations").map {
        "\($0) skipped, or of another annotator than the first one of its task, and left out"
      },
      kinds.isEmpty ? nil : "results that are no choices are passed over: \(kinds)",
    ]
    notes = said.compactMap { $0 }
  }

  // MARK: Prodigy

  /// Options of which people accept some.
  private mutating func takeChoices(_ all: [DataRecord]) {
    let kept = answered(all)
    let isList = kept.contains { $0.value["accept"]?.elements.map { $0.count != 1 } ?? false }
    for record in kept {
      let labels = record.value["accept"]?.elements?.compactMap { $0.string ?? Self.digits($0) }
      add(record, record.value["text"], labels, isList: isList)
    }
  }

  /// One label a record, which people accept or reject.
  private mutating func takeAnswers(_ all: [DataRecord]) {
    let kept = answered(all, keepsRejected: true)
    let names = Set(kept.compactMap { $0.value["label"]?.string })
    if names.count == 1, let name = names.first {
      for record in kept {
        let isAccepted = record.value["answer"]?.string == "accept"
        add(record, record.value["text"], [isAccepted ? name : "not \(name)"], isList: false)
      }
      notes.append(
        "all records ask for the label \"\(name)\"; those that were rejected are \"not \(name)\"")
      return
    }
    // Records that ask about one text are one example with the labels that were accepted.
    var texts: [(record: DataRecord, labels: [String])] = []
    var places: [String: Int] = [:]
    for record in kept {
      let isAccepted = record.value["answer"]?.string == "accept"
      let labels = isAccepted ? [record.value["label"]?.string].compactMap(\.self) : []
      guard let text = record.value["text"]?.string, let place = places[text] else {
        places[record.value["text"]?.string ?? ""] = texts.count
        texts.append((record, labels))
        continue
      }
      texts[place].labels += labels.filter { !texts[place].labels.contains($0) }
    }
    for text in texts { add(text.record, text.record.value["text"], text.labels, isList: true) }
    notes.append(
      "the labels that were accepted of a text are taken together, \(texts.count) texts of "
        + "\(kept.count) records; what was rejected, and what nobody asked for, is no label of it")
  }

  /// The records without those that were ignored, and without rejected ones unless these are kept.
  private mutating func answered(
    _ all: [DataRecord], keepsRejected: Bool = false
  ) -> [DataRecord] {
    if !requiresLabels { return all }
    var (ignored, rejected) = (Tally(), Tally())
    let kept = all.filter { record in
      switch record.value["answer"]?.string {
      case "ignore":
        ignored.add(record.location.line)
        return false
      case "reject" where !keepsRejected:
        rejected.add(record.location.line)
        return false
      default: return true
      }
    }
    for (tally, what) in [(ignored, "ignored"), (rejected, "rejected")] {
      if let records = tally.phrase("record", "records", verbs: ("was", "were")) {
        notes.append("\(records) \(what) and left out")
      }
    }
    return kept
  }

  // MARK: spaCy

  /// Texts with `cats`, from 0 to 1 for each label.
  private mutating func takeCategories(_ table: inout RecordTable) {
    var labelled: [(record: DataRecord, labels: [String]?)] = []
    for record in table.records {
      do throws(JSONText.Fault) {
        var labels: [String]?
        for member in record.value["cats"]?.members ?? [] {
          let isTrue = try isTrue(member)
          labels = (labels ?? []) + (isTrue ? [member.key] : [])
        }
        if labels == nil, record.value["cats"]?.members != nil { labels = [] }
        labelled.append((record, labels))
      } catch {
        table.faults.add(record.location, error.message)
      }
    }
    let isList = labelled.contains { $0.labels.map { $0.count != 1 } ?? false }
    for (record, labels) in labelled {
      add(record, record.value["text"], labels, isList: isList)
    }
    notes.append("labels of \"cats\" are those with 0.5 or more")
  }

  /// Whether a text is of a category; where no labels are needed, what cannot be read is none.
  private func isTrue(_ category: JSONValue.Member) throws(JSONText.Fault) -> Bool {
    if let isTrue = category.value.bool { return isTrue }
    if let share = category.value.double, (0...1).contains(share) { return share >= 0.5 }
    if !requiresLabels { return false }
    throw JSONText.Fault(
      message: "\"cats.\(category.key)\": expected true, false or a number from 0 to 1")
  }

  /// A record as an object: spaCy's pairs, `["text", {"cats": {"A": 1}}]`, have the text before it.
  static func object(_ value: JSONValue) -> JSONValue {
    guard let pair = value.elements, pair.count == 2, pair[0].string != nil,
      let members = pair[1].members, pair[1]["cats"]?.members != nil
    else { return value }
    return .object([.init(key: "text", value: pair[0])] + members.filter { $0.key != "text" })
  }

  private static func digits(_ value: JSONValue) -> String? {
    if case .number(let digits) = value { digits } else { nil }
  }
}
