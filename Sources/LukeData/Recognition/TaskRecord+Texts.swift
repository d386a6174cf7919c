import LukeJSON

extension TaskRecord {
  /// Keys of texts under which labels stand.
  private static let labelKeys = [
    "label", "labels", "label_text", "gold_label", "relation", "intent", "sentiment", "ner_tags",
  ]

  /// What to say, after the file's name, of labelled data of which the texts alone are learned; nil for
  /// records without labels, and for those that are text with links.
  ///
  /// Texts of labelled data are as good to learn from as others, but a file may have been given for
  /// another one, and nothing else would show it.
  package static func noteOnTexts(_ records: [JSONValue]) -> String? {
    guard let name = nameOfLabelled(records.filter { $0["text"]?.string != nil }) else {
      return nil
    }
    return
      "is \(name); the text alone is learned, from the key \"text\", and the labels are left out; "
      + "take the file out where that is not meant"
  }

  private static func nameOfLabelled(_ records: [JSONValue]) -> String? {
    if let known = records.lazy.compactMap({ KnownRecord($0) }).first { return known.name }
    let kinds = Set(records.compactMap { TaskRecord($0) })
    if kinds.contains(.linkedText) { return nil }
    if kinds.count == 1, let kind = kinds.first { return kind.description }
    let key = labelKeys.first { key in records.contains { $0[key] != nil } }
    return key.map { "JSON of texts with labels (\"\($0)\"), as \(texts.rawValue) has" }
  }
}
