import LukeJSON

/// spaCy's categories of texts.
extension ClassifiedRecords {
  /// Texts with `cats`, from 0 to 1 for each label.
  mutating func takeCategories(_ table: inout RecordTable) {
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
}
