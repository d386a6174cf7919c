/// What the model answers a question, or why it does not.
public struct PredictedAnswer: Hashable, Sendable {
  /// A part of the context that may be the answer.
  public struct Candidate: Hashable, Sendable {
    /// What it says.
    public var text: String
    /// The Unicode scalars of the context.
    public var span: Range<Int>
    /// The probability among all candidates and, where there may be no answer, none.
    public var score: Float

    /// Creates a candidate.
    public init(text: String, span: Range<Int>, score: Float) {
      (self.text, self.span, self.score) = (text, span, score)
    }
  }

  /// The answer; nil where there is none.
  public var answer: Candidate?
  /// Why there is no answer: the model finds none in the context, or could not be asked; nil where there
  /// is one.
  public var reason: String?
  /// The likeliest parts of the context, the best first, whether or not an answer is given.
  public var candidates: [Candidate]
  /// By how much the score of no answer exceeds that of the best candidate, in logits; nil where the model
  /// could not be asked.
  public var noAnswerMargin: Float?
  /// The probability of no answer; nil where there always is one.
  public var noAnswerScore: Float?

  /// Creates an answer.
  init(
    answer: Candidate?, reason: String? = nil, candidates: [Candidate], noAnswerMargin: Float?,
    noAnswerScore: Float?
  ) {
    self.answer = answer
    self.reason = reason
    self.candidates = candidates
    self.noAnswerMargin = noAnswerMargin
    self.noAnswerScore = noAnswerScore
  }

  /// Creates the lack of an answer to a question that could not be asked.
  public init(noneBecause reason: String) {
    self.init(
      answer: nil, reason: "not asked: \(reason)", candidates: [], noAnswerMargin: nil,
      noAnswerScore: nil)
  }
}
