import LukeJSON

/// Texts with the labels of several users in doccano, `"annotations": [{"label": 3, "user": 1}]`.
extension ClassifiedRecords {
  /// Whether a record has labels of users for its text, and not for spans of it.
  static func isOfUsers(_ record: JSONValue) -> Bool {
    record["text"]?.string != nil
      && record["annotations"]?.elements?.contains(where: isLabel) == true
  }

  private static func isLabel(_ annotation: JSONValue) -> Bool {
    annotation["label"].map { $0.string != nil || $0.integer != nil } == true
      && annotation["start_offset"] == nil && annotation["result"] == nil
  }

  mutating func takeLabelsOfUsers(_ all: [DataRecord]) {
    var (others, unlabelled, hasNumbers) = (Tally(), Tally(), false)
    var labelled: [(record: DataRecord, labels: [String]?)] = []
    for record in all {
      let annotations = (record.value["annotations"]?.elements ?? []).filter(Self.isLabel)
      let user = annotations.first?["user"]
      let own = annotations.filter { $0["user"] == user }
      others.add(record.location.line, annotations.count - own.count)
      if own.isEmpty, requiresLabels {
        unlabelled.add(record.location.line)
        continue
      }
      hasNumbers = hasNumbers || own.contains { $0["label"]?.integer != nil }
      let labels = own.compactMap { $0["label"]?.string ?? $0["label"].flatMap(Self.digits) }
      labelled.append((record, own.isEmpty ? nil : labels))
    }
    let isList = labelled.contains { ($0.labels?.count ?? 1) > 1 }
    for (record, labels) in labelled { add(record, record.value["text"], labels, isList: isList) }
    let said = [
      unlabelled.phrase("record", "records", verbs: ("has", "have")).map {
        "\($0) no label of anybody and \(unlabelled.verb) left out"
      },
      others.phrase("label", "labels").map {
        "\($0) of a text's second user or later ones; those of the first user are taken"
      },
      hasNumbers
        ? "the labels are numbers that doccano gave its labels; data.same_labels gives them names, as "
          + "{\"3\": \"praise\"}" : nil,
    ]
    notes = said.compactMap { $0 }
  }
}
