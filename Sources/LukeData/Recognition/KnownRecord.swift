import LukeJSON

/// Names JSON of labelling tools and data sets, by the keys of its records; what is not read of it is
/// refused by that name.
package struct KnownRecord {
  /// What the record is of, with its article where it has one.
  package let name: String
  /// What the record is of and what to do, to be put after the file's name.
  let reason: String
  /// What to do where its texts alone are wanted.
  package let textAdvice: String
  /// Whether the record is all that there is of such a file, however large it is.
  package let isWholeFile: Bool
  /// The format in which sentences with entities are read from such records; nil where they are not.
  let tool: EntityDataFormat?
  /// The task that reads such records; nil where it is the one that reads entities, or none.
  let task: TaskRecord?

  private static let advice =
    "write {\"text\", \"entities\": [{\"start\", \"end\", \"label\"}]} of it, one object a line"

  /// Nil where the record is nothing known.
  package init?(_ record: JSONValue) {
    let whole = WholeFileRecord(record)
    guard let found = whole.map(Found.init) ?? Self.found(record) else { return nil }
    name = found.name
    (tool, task) = (found.tool, found.task)
    isWholeFile = whole != nil
    textAdvice =
      "write its texts as JSON Lines, {\"text\": …} a line"
      + (whole.map { ", for example with jq -c '\($0.texts)'" } ?? "")
    if let reader = task ?? (tool == nil ? nil : .entities) {
      // Who reads it reads it as it is, and nobody else has a use for it.
      reason = "is \(name), data of \(reader.rawValue), which reads it as it is"
    } else {
      reason = "is \(name), which is not read; " + (found.advice ?? Self.advice)
    }
  }

  /// ``reason``, as it is said to those who read data of a task.
  func reason(givenTo own: TaskRecord?) -> String {
    guard let own, let task, !task.isRead(by: own) else { return reason }
    return task.reason(name, givenTo: own)
  }

  /// What a record is, what to do with it where that is known, and what reads it.
  private struct Found {
    let name: String
    var advice: String?
    /// The task that reads such data.
    var task: TaskRecord?
    /// The format in which sentences with entities are read.
    var tool: EntityDataFormat?

    init(
      _ name: String, advice: String? = nil, task: TaskRecord? = nil,
      tool: EntityDataFormat? = nil
    ) {
      (self.name, self.advice, self.task, self.tool) = (name, advice, task, tool)
    }

    init(_ whole: WholeFileRecord) {
      self.init(whole.name, task: whole.task)
    }
  }

  private static func found(_ record: JSONValue) -> Found? {
    let keys = Set((record.members ?? []).map(\.key))
    func has(_ names: String...) -> Bool { names.allSatisfy(keys.contains) }
    if ClassifiedRecords.isOfProdigy(record) {
      return Found("Prodigy's JSON Lines of classified texts", task: .texts, tool: .prodigy)
    }
    if has("_task_hash") || has("_input_hash") || has("text", "spans") || has("label", "pattern") {
      return Found(
        "Prodigy's JSON Lines",
        // Up to 1.6, jq takes end and label for words of its own where no value follows them.
        advice:
          "for example with jq -c 'select(.answer == null or .answer == \"accept\") | {text, "
          + "entities: [(.spans // [])[] | {start, end: .end, label: .label}]}'", tool: .prodigy)
    }
    let annotations = record["annotations"]?.elements ?? record["completions"]?.elements
    if annotations.map({ list in has("data") || list.contains { $0["result"] != nil } }) ?? false
      || has("data", "predictions") || isLabelStudioMinimal(record)
    {
      return ClassifiedRecords.areChoices(in: record)
        ? Found("Label Studio's JSON of classified texts", task: .texts, tool: .labelStudio)
        : Found("Label Studio's JSON", tool: .labelStudio)
    }
    if let paragraphs = record["paragraphs"]?.elements {
      if paragraphs.contains(where: { $0["qas"] != nil }) {
        return Found(WholeFileRecord.squad, task: .questions)
      }
      let hasSentences = paragraphs.contains { $0["sentences"] != nil }
      return Found("spaCy's JSON", tool: hasSentences ? .spacy : nil)
    }
    let doccano = "doccano's JSON Lines"
    for key in ["annotations", "entities"] {
      if (record[key]?.elements ?? []).contains(where: { $0["start_offset"] != nil }) {
        return Found(doccano, tool: .doccano)
      }
    }
    for key in ["label", "labels", "column_label", "entities"] where hasTriples(record[key]) {
      let mayBeSpaCy = key == "entities"
      return Found(
        mayBeSpaCy ? "spaCy's or \(doccano)" : doccano,
        advice:
          "for example with jq -c '{text, entities: [.\(key)[] | {start: .[0], end: .[1], label: "
          + ".[2]}]}'", tool: mayBeSpaCy ? .spacy : .doccano)
    }
    if record.elements == nil, BioCFile.isDocument(record) {
      return Found("BioC's JSON", tool: .bioc)
    }
    if has("text", "cats") { return Found("spaCy's JSON of classified texts", task: .texts) }
    if let words = record["sentence"]?.elements, !words.isEmpty, record["ner"]?.elements != nil {
      return Found("JSON of nested entities by numbers of words, as GENIA's")
    }
    if has("tokens", "h", "t") { return Found(WholeFileRecord.fewRel, task: .relations) }
    if has("entity1_indices", "entity2_indices") {
      return Found("RELX-Distant's JSON", task: .relations)
    }
    return nil
  }

  /// What to say, after the file's name, of JSON whose first records are known; nil for other texts.
  static func reason(_ source: SourceText, givenTo own: TaskRecord) -> String? {
    source.firstRecords.lazy.compactMap { KnownRecord($0) }.first?.reason(givenTo: own)
  }

  /// `"label": [{"start": 0, "end": 3, "labels": ["PER"]}]`.
  private static func isLabelStudioMinimal(_ record: JSONValue) -> Bool {
    (record.members ?? []).contains { member in
      // Data of entity-typing have such lists under these names.
      !["entities", "mentions"].contains(member.key)
        && (member.value.elements ?? []).contains {
          $0["start"] != nil && $0["labels"]?.elements != nil
        }
    }
  }

  /// `[[0, 3, "PER"]]`.
  private static func hasTriples(_ value: JSONValue?) -> Bool {
    (value?.elements ?? []).contains { element in
      guard let parts = element.elements, parts.count == 3 else { return false }
      return parts[0].integer != nil && parts[1].integer != nil && parts[2].string != nil
    }
  }
}
