import LukeJSON

/// JSON Lines as this package reads them: `{"id"?, "text", "entities": [{"start", "end", "label"}]}`.
enum RecordAnswer {
  static func record(_ found: FoundSentence) -> JSONValue {
    var record: [JSONValue.Member] = []
    if let identifier = found.sentence.identifier {
      record.append(.init(key: "id", value: EntityAnswers.identifier(identifier)))
    }
    record.append(.init(key: "text", value: .string(found.text)))
    let entities = found.spans.map { entity, scalars in
      var members: [JSONValue.Member] = [
        .init(key: "start", value: .integer(scalars.lowerBound)),
        .init(key: "end", value: .integer(scalars.upperBound)),
        .init(key: "label", value: .string(entity.label)),
        .init(key: "text", value: .string(found.text.substring(scalars: scalars))),
      ]
      if let score = entity.score {
        members.append(.init(key: "score", value: EntityAnswers.score(score)))
      }
      return JSONValue.object(members)
    }
    record.append(.init(key: "entities", value: .array(entities)))
    return .object(record)
  }
}
