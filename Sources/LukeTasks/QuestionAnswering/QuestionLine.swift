import LukeData

/// A line of predictions: a question and its answer.
struct QuestionLine: Encodable {
  private struct Candidate: Encodable {
    let text: String
    let start: Int
    let end: Int
    let score: Float
  }

  private let example: QuestionExample
  private let answer: PredictedAnswer
  private let candidates: [Candidate]?

  init(_ example: QuestionExample, _ answer: PredictedAnswer, candidateCount: Int) {
    (self.example, self.answer) = (example, answer)
    candidates =
      candidateCount == 0
      ? nil
      : answer.candidates.prefix(candidateCount).map {
        Candidate(
          text: $0.text, start: $0.span.lowerBound, end: $0.span.upperBound, score: $0.score)
      }
  }

  private enum Key: String, CodingKey {
    case id, context, question, answer, start, end, score, reason, candidates
    case noAnswerScore = "no_answer_score"
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encodeIfPresent(example.identifier, forKey: .id)
    try values.encode(example.context, forKey: .context)
    try values.encode(example.question, forKey: .question)
    // Null, not left out, where there is no answer.
    try values.encode(answer.answer?.text, forKey: .answer)
    try values.encode(answer.answer?.span.lowerBound, forKey: .start)
    try values.encode(answer.answer?.span.upperBound, forKey: .end)
    try values.encode(answer.answer?.score, forKey: .score)
    try values.encodeIfPresent(answer.reason, forKey: .reason)
    try values.encodeIfPresent(answer.noAnswerScore, forKey: .noAnswerScore)
    try values.encodeIfPresent(candidates, forKey: .candidates)
  }
}
