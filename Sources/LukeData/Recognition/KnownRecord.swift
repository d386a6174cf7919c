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

  /// The tasks that read data that others name.
  private static let readers = [
    WholeFileRecord.squad: TaskRecord.questions, WholeFileRecord.fewRel: .relations,
    relxDistant: .relations,
  ]
  private static let relxDistant = "RELX-Distant's JSON"

  private static let advice =
    "write {\"text\", \"entities\": [{\"start\", \"end\", \"label\"}]} of it, one object a line"

  /// Nil where the record is nothing known.
  package init?(_ record: JSONValue) {
    let whole = WholeFileRecord(record)
    guard let found = whole.map({ ($0.name, $0.advice) }) ?? Self.name(record) else { return nil }
    name = found.name
    isWholeFile = whole != nil
    textAdvice =
      "write its texts as JSON Lines, {\"text\": …} a line"
      + (whole.map { ", for example with jq -c '\($0.texts)'" } ?? "")
    tool = whole == nil ? Self.tool(found.name, record) : nil
    let reader = Self.readers[found.name]
    let use =
      reader.map { "data of \($0.rawValue)" }
      ?? (tool == nil
        ? "which is not read" : "which is read for \(TaskRecord.entities.rawValue) alone")
    reason = "is \(found.name), \(use); " + (found.advice ?? Self.advice)
  }

  private static func tool(_ name: String, _ record: JSONValue) -> EntityDataFormat? {
    switch name {
    case "Prodigy's JSON Lines": .prodigy
    case "Label Studio's JSON": .labelStudio
    case "doccano's JSON Lines": .doccano
    case "spaCy's or doccano's JSON Lines": .spacy
    case "spaCy's JSON":
      (record["paragraphs"]?.elements ?? []).contains { $0["sentences"] != nil } ? .spacy : nil
    default: nil
    }
  }

  private static func name(_ record: JSONValue) -> (name: String, advice: String?)? {
    let keys = Set((record.members ?? []).map(\.key))
    func has(_ names: String...) -> Bool { names.allSatisfy(keys.contains) }
    if has("_task_hash") || has("_input_hash") || has("text", "spans") || has("label", "pattern") {
      return (
        "Prodigy's JSON Lines",
        // Up to 1.6, jq takes end and label for words of its own where no value follows them.
        "for example with jq -c 'select(.answer == null or .answer == \"accept\") | {text, "
          + "entities: [(.spans // [])[] | {start, end: .end, label: .label}]}'"
      )
    }
    if let annotations = record["annotations"]?.elements ?? record["completions"]?.elements,
      has("data") || annotations.contains(where: { $0["result"] != nil })
    {
      return ("Label Studio's JSON", nil)
    }
    if has("data", "predictions") || isLabelStudioMinimal(record) {
      return ("Label Studio's JSON", nil)
    }
    if let paragraphs = record["paragraphs"]?.elements {
      let isSquad = paragraphs.contains { $0["qas"] != nil }
      return isSquad ? (WholeFileRecord.squad, nil) : ("spaCy's JSON", nil)
    }
    for key in ["annotations", "entities"] {
      if (record[key]?.elements ?? []).contains(where: { $0["start_offset"] != nil }) {
        return ("doccano's JSON Lines", nil)
      }
    }
    for key in ["label", "labels", "column_label", "entities"] where hasTriples(record[key]) {
      return (
        key == "entities" ? "spaCy's or doccano's JSON Lines" : "doccano's JSON Lines",
        "for example with jq -c '{text, entities: [.\(key)[] | {start: .[0], end: .[1], label: "
          + ".[2]}]}'"
      )
    }
    if has("text", "cats") { return ("spaCy's JSON of classified texts", nil) }
    if let words = record["sentence"]?.elements, !words.isEmpty, record["ner"]?.elements != nil {
      return ("JSON of nested entities by numbers of words, as GENIA's", nil)
    }
    return relations(record, keys)
  }

  private static func relations(
    _ record: JSONValue, _ keys: Set<String>
  ) -> (name: String, advice: String?)? {
    if keys.isSuperset(of: ["tokens", "h", "t"]) {
      return (WholeFileRecord.fewRel, nil)
    }
    if keys.isSuperset(of: ["entity1_indices", "entity2_indices"]) {
      return (relxDistant, nil)
    }
    return nil
  }

  /// What to say, after the file's name, of JSON whose first records are known; nil for other texts.
  static func reason(_ source: SourceText) -> String? {
    source.firstRecords.lazy.compactMap { KnownRecord($0) }.first?.reason
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
