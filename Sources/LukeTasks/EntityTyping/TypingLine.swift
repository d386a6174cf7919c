import LukeData

/// A line of predictions: a text and its mentions with their types.
struct TypingLine: Encodable {
  struct Label: Encodable {
    let label: String
    let score: Float
  }

  struct Entity: Encodable {
    private let mention: MentionText.Mention
    private let text: String
    private let answer: PredictedTypes
    private let isSingle: Bool

    init(
      _ mention: MentionText.Mention, of text: MentionText, _ answer: PredictedTypes,
      isSingle: Bool
    ) {
      (self.mention, self.answer, self.isSingle) = (mention, answer, isSingle)
      self.text = text.text(of: mention)
    }

    private enum Key: String, CodingKey { case text, start, end, label, score, labels, reason }

    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: Key.self)
      // Null, not left out, where there is no answer, and where the span is none.
      let span = mention.fault == nil ? mention.span : nil
      try values.encode(span == nil ? nil : text, forKey: .text)
      try values.encode(span?.lowerBound, forKey: .start)
      try values.encode(span?.upperBound, forKey: .end)
      try values.encodeIfPresent(answer.reason, forKey: .reason)
      let labels = answer.labels.map { Label(label: $0.name, score: $0.score) }
      if isSingle {
        try values.encode(labels.first?.label, forKey: .label)
        try values.encode(labels.first?.score, forKey: .score)
      } else {
        try values.encode(answer.reason == nil ? labels : nil, forKey: .labels)
      }
    }
  }

  let id: RecordIdentifier?
  let text: String
  let entities: [Entity]
}
