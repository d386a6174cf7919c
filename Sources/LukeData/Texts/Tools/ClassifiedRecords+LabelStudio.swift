import LukeJSON

/// Choices for texts in the tasks of Label Studio.
extension ClassifiedRecords {
  /// Whether a record is a task.
  static func isTask(_ record: JSONValue) -> Bool {
    record["data"]?.members != nil
      && (record["annotations"] ?? record["completions"] ?? record["predictions"])?.elements != nil
  }

  /// Whether all that was said of a task are choices.
  static func areChoices(in task: JSONValue) -> Bool {
    let annotations = ["annotations", "completions", "predictions"].flatMap {
      task[$0]?.elements ?? []
    }
    let results = annotations.flatMap { $0["result"]?.elements ?? [] }
    return !results.isEmpty && results.allSatisfy { $0["value"]?["choices"]?.elements != nil }
  }

  mutating func takeTasks(_ table: inout RecordTable) throws(DataError) {
    var (left, unanswered, others) = (Tally(), Tally(), [String: Int]())
    var found: [(record: DataRecord, text: JSONValue?, labels: [String]?)] = []
    for record in table.records {
      let task = LabelStudioTask(record.value)
      left.add(record.location.line, task.leftCount)
      let data = record.value["data"] ?? .null
      var (labels, named): ([String]?, String?)
      var names: Set<String> = []
      for result in task.chosen?.value["result"]?.elements ?? [] {
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
        "\($0) no choice of an annotator and \(unanswered.verb) left out"
      },
      LabelStudioTask.note(onLeft: left),
      kinds.isEmpty ? nil : "results that are no choices are passed over: \(kinds)",
    ]
    notes = said.compactMap { $0 }
  }
}
