import LukeJSON

/// Label Studio's task with predictions, for the labelling configuration of its template for named entities:
/// `<Labels name="label" toName="text">` and `<Text name="text" value="$text"/>`.
///
/// Offsets count UTF-16 code units, as the browser in which people label does.
enum LabelStudioAnswer {
  /// What names the predictions in Label Studio.
  private static let model = "luke-train"

  static func task(_ found: FoundSentence) -> JSONValue {
    let text = found.text
    var data: [JSONValue.Member] = [.init(key: "text", value: .string(text))]
    if let identifier = found.sentence.identifier {
      // The task's own number is given by Label Studio.
      data.append(.init(key: "id", value: EntityAnswers.identifier(identifier)))
    }
    let units = units(before: text)
    let results = found.spans.enumerated().map { number, span in
      var result: [JSONValue.Member] = [
        .init(key: "id", value: .string("entity\(number + 1)")),
        .init(key: "from_name", value: .string("label")),
        .init(key: "to_name", value: .string("text")),
        .init(key: "type", value: .string("labels")),
        .init(
          key: "value",
          value: .object([
            "start": .integer(units[span.scalars.lowerBound]),
            "end": .integer(units[span.scalars.upperBound]),
            "text": .string(text.substring(scalars: span.scalars)),
            "labels": .array([.string(span.entity.label)]),
          ])),
      ]
      if let score = span.entity.score {
        result.append(.init(key: "score", value: EntityAnswers.score(score)))
      }
      return JSONValue.object(result)
    }
    var prediction: [JSONValue.Member] = [.init(key: "model_version", value: .string(model))]
    // The least sure entity tells whether a person should look at the task.
    if let least = found.entities.compactMap(\.score).min() {
      prediction.append(.init(key: "score", value: EntityAnswers.score(least)))
    }
    prediction.append(.init(key: "result", value: .array(results)))
    return .object(["data": .object(data), "predictions": .array([.object(prediction)])])
  }

  /// How many UTF-16 units come before each Unicode scalar, and before the end.
  private static func units(before text: String) -> [Int] {
    text.unicodeScalars.reduce(into: [0]) { places, scalar in
      places.append(places[places.count - 1] + (scalar.value > 0xFFFF ? 2 : 1))
    }
  }
}
