import LukeJSON

/// Prodigy's task: `text`, `tokens` and `spans`, which are shown as marked beforehand.
///
/// Offsets count Unicode code points; `token_end` is the last token, not the one after it.
enum ProdigyAnswer {
  static func record(_ found: FoundSentence) -> JSONValue {
    let sentence = found.sentence
    var record: [JSONValue.Member] = []
    if let identifier = sentence.identifier {
      record.append(.init(key: "id", value: EntityAnswers.identifier(identifier)))
    }
    record.append(.init(key: "text", value: .string(found.text)))
    let tokens = sentence.words.indices.map { index in
      let place = sentence.scalars(of: index..<index + 1)
      let isFollowedBySpace =
        index + 1 < sentence.words.count && sentence.isPrecededBySpace(word: index + 1)
      return JSONValue.object([
        "text": .string(sentence.words[index]), "start": .integer(place.lowerBound),
        "end": .integer(place.upperBound), "id": .integer(index), "ws": .bool(isFollowedBySpace),
      ])
    }
    record.append(.init(key: "tokens", value: .array(tokens)))
    let spans = found.spans.map { entity, scalars in
      var span: [JSONValue.Member] = [
        .init(key: "start", value: .integer(scalars.lowerBound)),
        .init(key: "end", value: .integer(scalars.upperBound)),
        .init(key: "token_start", value: .integer(entity.words.lowerBound)),
        .init(key: "token_end", value: .integer(entity.words.upperBound - 1)),
        .init(key: "label", value: .string(entity.label)),
      ]
      if let score = entity.score {
        span.append(.init(key: "score", value: EntityAnswers.score(score)))
      }
      return JSONValue.object(span)
    }
    record.append(.init(key: "spans", value: .array(spans)))
    return .object(record)
  }
}
