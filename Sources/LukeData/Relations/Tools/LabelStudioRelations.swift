import LukeJSON

/// Reads Label Studio's JSON of tasks whose results are regions of a text and relations between them.
struct LabelStudioRelations {
  private var texts: RelationToolTexts
  private var left = Tally()
  private var unlabelled = Tally()
  private var undirected = Tally()

  /// Whether a task has a relation.
  static func holds(_ task: JSONValue) -> Bool {
    LabelStudioTask.annotations(task).contains { annotation in
      (annotation["result"]?.elements ?? []).contains { $0["type"]?.string == "relation" }
    }
  }

  static func read(
    _ source: SourceText, options: RelationDataOptions
  ) throws(DataError) -> RelationReading {
    var reader = LabelStudioRelations(texts: RelationToolTexts(source, options, units: .utf16))
    for record in ToolRecords(source, &reader.texts.faults).records {
      do throws(JSONText.Fault) { try reader.take(record) } catch {
        reader.texts.faults.add(record.location, error.message)
      }
    }
    let notes = [
      LabelStudioTask.note(onLeft: reader.left),
      reader.unlabelled.phrase("relation", "relations", verbs: ("has", "have")).map {
        "\($0) no label and \(reader.unlabelled.verb) left out"
      },
      reader.undirected.phrase("relation", "relations", verbs: ("has", "have")).map {
        "\($0) no direction, or both, and \(reader.undirected.verb) read from \"from_id\" to \"to_id\""
      },
    ]
    reader.texts.notes += notes.compactMap { $0 }
    return try reader.texts.reading(nothing: "is Label Studio's JSON without relations")
  }

  private init(texts: RelationToolTexts) { self.texts = texts }

  private mutating func take(_ record: ToolRecords.Record) throws(JSONText.Fault) {
    let line = record.location.line
    let task = LabelStudioTask(record.value)
    left.add(line, task.leftCount)
    guard let chosen = task.chosen, let data = record.value["data"] else { return }
    var spans: [String: ToolSpan] = [:]
    for (index, result) in (chosen.value["result"]?.elements ?? []).enumerated() {
      guard let id = result["id"]?.string, let value = result["value"], value["start"] != nil
      else { continue }
      let key = "\(chosen.key).result[\(index)].value"
      let span = ToolSpan(
        start: try value.number("start", in: "\(key)."),
        end: try value.number("end", in: "\(key)."),
        label: "", surface: value["text"]?.string, key: key)
      // What is said of a region besides its label has its id and its place.
      if let first = spans[id], (first.start, first.end) != (span.start, span.end) {
        throw JSONText.Fault(
          message:
            "\"\(chosen.key).result[\(index)].id\": \"\(id)\" is the id of another region, too, "
            + "\"\(first.key)\"")
      }
      spans[id] = span
    }
    for (index, result) in (chosen.value["result"]?.elements ?? []).enumerated()
    where result["type"]?.string == "relation" {
      let key = "\(chosen.key).result[\(index)]"
      let labels = (result["labels"]?.elements ?? []).compactMap(\.string)
      if labels.isEmpty {
        unlabelled.add(line)
        continue
      }
      let (from, to) = (
        try span("from_id", of: result, key, spans), try span("to_id", of: result, key, spans)
      )
      let direction = result["direction"]?.string
      if direction != "left", direction != "right" { undirected.add(line) }
      let text = try LabelStudioText.only(data, [from, to], "data.")
      for label in labels {
        texts.add(
          ToolRelation(
            text: text, head: direction == "left" ? to : from,
            tail: direction == "left" ? from : to,
            type: label, identifier: record.value.identifier(), location: record.location))
      }
    }
  }

  private func span(
    _ name: String, of result: JSONValue, _ key: String, _ spans: [String: ToolSpan]
  ) throws(JSONText.Fault) -> ToolSpan {
    let id = try result.string(name, in: "\(key).")
    guard let span = spans[id] else {
      throw JSONText.Fault(message: "\"\(key).\(name)\": no region has the id \"\(id)\"")
    }
    return span
  }
}
