import LukeJSON

/// Reads doccano's JSON Lines of texts with `entities` and `relations` between them.
enum DoccanoRelations {
  /// Whether a record has both.
  static func holds(_ record: JSONValue) -> Bool {
    record["relations"]?.elements != nil
      && (record["entities"]?.elements ?? []).contains { $0["start_offset"] != nil }
  }

  static func read(
    _ source: SourceText, options: RelationDataOptions
  ) throws(DataError) -> RelationReading {
    var texts = RelationToolTexts(source, options)
    for record in ToolRecords(source, &texts.faults).records {
      do throws(JSONText.Fault) {
        for relation in try relations(record) { texts.add(relation) }
      } catch {
        texts.faults.add(record.location, error.message)
      }
    }
    return try texts.reading(nothing: "is doccano's JSON without relations")
  }

  private static func relations(
    _ record: ToolRecords.Record
  ) throws(JSONText.Fault) -> [ToolRelation] {
    let value = record.value
    let text = try value.string("text")
    var spans: [Int: ToolSpan] = [:]
    for (index, entity) in (value["entities"]?.elements ?? []).enumerated() {
      let key = "entities[\(index)]"
      let identifier = try entity.number("id", in: "\(key).")
      if let first = spans[identifier] {
        throw JSONText.Fault(
          message: "\"\(key).id\": \(identifier) is the id of \"\(first.key)\", too")
      }
      spans[identifier] = ToolSpan(
        start: try entity.number("start_offset", in: "\(key)."),
        end: try entity.number("end_offset", in: "\(key)."), label: "", key: key)
    }
    var relations: [ToolRelation] = []
    for (index, relation) in (value["relations"]?.elements ?? []).enumerated() {
      let key = "relations[\(index)]"
      func span(_ name: String) throws(JSONText.Fault) -> ToolSpan {
        let identifier = try relation.number(name, in: "\(key).")
        guard let span = spans[identifier] else {
          throw JSONText.Fault(message: "\"\(key).\(name)\": no entity has the id \(identifier)")
        }
        return span
      }
      relations.append(
        ToolRelation(
          text: text, head: try span("from_id"), tail: try span("to_id"),
          type: try relation.string("type", in: "\(key)."), identifier: value.identifier(),
          location: record.location))
    }
    return relations
  }
}
