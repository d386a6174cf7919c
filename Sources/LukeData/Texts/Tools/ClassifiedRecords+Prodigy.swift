import LukeJSON

/// What people accepted and rejected in Prodigy.
extension ClassifiedRecords {
  /// Whether a record has the label of a text, or options for it, and no spans of it.
  static func isOfProdigy(_ record: JSONValue) -> Bool {
    if record["spans"] != nil { return false }
    if record["accept"]?.elements != nil, record["options"]?.elements != nil { return true }
    let isHashed = record["_task_hash"] != nil || record["_input_hash"] != nil
    return isHashed && isAnswer(record)
  }

  /// Whether a record says of one label whether it was accepted.
  static func isAnswer(_ record: JSONValue) -> Bool {
    record["answer"]?.string != nil && record["label"]?.string != nil && record["spans"] == nil
  }

  /// Options of which people accept some.
  mutating func takeChoices(_ all: [DataRecord]) {
    let kept = answered(all)
    let isList = kept.contains { $0.value["accept"]?.elements.map { $0.count != 1 } ?? false }
    for record in kept {
      let labels = record.value["accept"]?.elements?.compactMap { $0.string ?? Self.digits($0) }
      add(record, record.value["text"], labels, isList: isList)
    }
  }

  /// One label a record, which people accept or reject.
  mutating func takeAnswers(_ all: [DataRecord]) {
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

  static func digits(_ value: JSONValue) -> String? {
    if case .number(let digits) = value { digits } else { nil }
  }
}
