import LukeJSON

/// doccano's import for sequence labelling: `{"text", "label": [[start, end, "PER"]]}`.
///
/// Offsets count Unicode code points. Scores stand under a key of their own, which doccano keeps among the
/// metadata of the text.
enum DoccanoAnswer {
  static func record(_ found: FoundSentence) -> JSONValue {
    var record: [JSONValue.Member] = []
    if let identifier = found.sentence.identifier {
      record.append(.init(key: "id", value: EntityAnswers.identifier(identifier)))
    }
    let labels = found.spans.map { entity, scalars in
      JSONValue.array([
        .integer(scalars.lowerBound), .integer(scalars.upperBound), .string(entity.label),
      ])
    }
    record.append(.init(key: "text", value: .string(found.text)))
    record.append(.init(key: "label", value: .array(labels)))
    let scores = found.entities.compactMap(\.score)
    if !scores.isEmpty, scores.count == found.entities.count {
      record.append(.init(key: "scores", value: .array(scores.map(EntityAnswers.score))))
    }
    return .object(record)
  }
}
