import LukeData
import LukeModel

/// A line of predictions: a text, or two, with what the model says of it.
struct TextLine: Encodable {
  private struct Label: Encodable {
    let label: String
    let score: Float
  }

  private enum Key: String, CodingKey {
    case id, text, label, labels, score, reason
    case secondText = "second_text"
  }

  private let example: TextExample
  private let answer: PredictedText
  private let problemType: ProblemType?

  init(_ example: TextExample, _ answer: PredictedText, _ problemType: ProblemType?) {
    (self.example, self.answer, self.problemType) = (example, answer, problemType)
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encodeIfPresent(example.identifier, forKey: .id)
    try values.encode(example.text, forKey: .text)
    try values.encodeIfPresent(example.secondText, forKey: .secondText)
    try values.encodeIfPresent(answer.reason, forKey: .reason)
    switch problemType {
    case .regression: try values.encode(answer.score, forKey: .score)
    case .multiLabelClassification:
      let labels = answer.labels.map { Label(label: $0.name, score: $0.score) }
      try values.encode(answer.reason == nil ? labels : nil, forKey: .labels)
    case .singleLabelClassification, nil:
      try values.encode(answer.labels.first?.name, forKey: .label)
      try values.encode(answer.labels.first?.score, forKey: .score)
    }
  }
}
