import LukeData

/// A line of predictions.
struct RelationLine: Encodable {
  /// A span, with its type where it has one.
  struct Span: Encodable {
    let text: String
    let start: Int
    let end: Int
    let label: String?

    /// A span of an example; nil where the example's is none.
    init?(_ scalars: Range<Int>, of example: RelationExample, label: String? = nil) {
      if example.fault != nil, scalars.isEmpty { return nil }
      text = example.text.substring(scalars: scalars)
      (start, end) = (scalars.lowerBound, scalars.upperBound)
      self.label = label
    }
  }

  /// Two spans and what holds between them.
  struct Answer: Encodable {
    let head: Span?
    let tail: Span?
    let relation: String?
    let score: Float?
    let reason: String?

    private enum Key: String, CodingKey { case head, tail, relation, score, reason }

    init(
      _ example: RelationExample, _ answer: PredictedRelation, headLabel: String? = nil,
      tailLabel: String? = nil
    ) {
      head = Span(example.head, of: example, label: headLabel)
      tail = Span(example.tail, of: example, label: tailLabel)
      (relation, score, reason) = (answer.label, answer.score, answer.reason)
    }

    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: Key.self)
      try values.encode(head, forKey: .head)
      try values.encode(tail, forKey: .tail)
      // Null, not left out, where there is no answer.
      try values.encode(relation, forKey: .relation)
      try values.encode(score, forKey: .score)
      try values.encodeIfPresent(reason, forKey: .reason)
    }
  }

  let id: RecordIdentifier?
  let text: String
  let answer: Answer

  private enum Key: String, CodingKey { case id, text }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encodeIfPresent(id, forKey: .id)
    try values.encode(text, forKey: .text)
    try answer.encode(to: encoder)
  }
}
