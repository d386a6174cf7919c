import LukeData

/// A line of predictions: a question and what fills its gap.
struct ClozeLine: Encodable {
  let question: ClozeQuestion
  let answer: PredictedCandidate

  private enum Key: String, CodingKey { case id, query, answer, start, end, score, reason }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encodeIfPresent(question.identifier, forKey: .id)
    try values.encode(question.query, forKey: .query)
    // Null, not left out, where there is no answer.
    try values.encode(answer.text, forKey: .answer)
    try values.encode(answer.span?.lowerBound, forKey: .start)
    try values.encode(answer.span?.upperBound, forKey: .end)
    try values.encode(answer.reason == nil ? answer.score : nil, forKey: .score)
    try values.encodeIfPresent(answer.reason, forKey: .reason)
  }
}
