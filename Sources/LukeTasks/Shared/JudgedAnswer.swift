public import LukeData
public import LukeJSON

/// An answer held against what is annotated: one of each line of answers.
public struct JudgedAnswer: Sendable {
  /// What is annotated and what was answered in the same place.
  public struct Pair: Hashable, Sendable {
    /// The annotated label; nil where nothing is annotated there.
    public var gold: String?
    /// The label of the answer; nil where nothing was answered.
    public var answer: String?

    /// Creates a pair.
    public init(gold: String?, answer: String?) { (self.gold, self.answer) = (gold, answer) }
  }

  /// How sure the model was of an answer, and whether it was right.
  public struct Confidence: Hashable, Sendable {
    /// The probability that the model gave it, from 0 to 1.
    public var score: Float
    /// Whether it was right.
    public var isRight: Bool

    /// Creates a confidence.
    public init(score: Float, isRight: Bool) { (self.score, self.isRight) = (score, isRight) }
  }

  /// Where the example stands.
  public var location: SourceLocation?
  /// What is annotated, in the form that lines of answers have for it; null where nothing is known.
  public var gold: JSONValue
  /// Whether the answer is right in all its parts; nil where nobody knows.
  public var isRight: Bool?
  /// Each decision that was taken, for a table of what was taken for what; none where answers are no labels.
  public var pairs: [Pair]
  /// How sure the model was of each answer that it gave; none where nothing is known of right and wrong.
  public var confidences: [Confidence]

  /// Creates a judgement.
  public init(
    _ location: SourceLocation?, gold: JSONValue, isRight: Bool?, pairs: [Pair] = [],
    confidences: [Confidence] = []
  ) {
    (self.location, self.gold, self.isRight) = (location, gold, isRight)
    (self.pairs, self.confidences) = (pairs, confidences)
  }
}

extension JudgedAnswer {
  /// That of one label, or of none, of which the model was so sure.
  init(_ location: SourceLocation, gold: String?, answer: String?, score: Float?) {
    let isRight = gold.map { $0 == answer }
    self.init(
      location, gold: gold.map(JSONValue.string) ?? .null, isRight: isRight,
      pairs: gold == nil ? [] : [Pair(gold: gold, answer: answer)],
      confidences: Self.confidences(score, isRight))
  }

  /// That of any number of labels: those that both have, those that are missing, those that are too many.
  init(_ location: SourceLocation, gold: [String]?, answers: [PredictedText.Label]) {
    guard let gold else {
      self.init(location, gold: .null, isRight: nil)
      return
    }
    let names = answers.map(\.name)
    self.init(
      location, gold: .array(gold.map(JSONValue.string)), isRight: Set(gold) == Set(names),
      pairs: Self.pairs(gold, names),
      confidences: answers.map { .init(score: $0.score, isRight: gold.contains($0.name)) })
  }

  /// That of several that stand in one line: right where all of them are known to be.
  init(joining parts: some Collection<JudgedAnswer>, at location: SourceLocation?) {
    let known = parts.compactMap(\.isRight)
    self.init(
      location, gold: .array(parts.map(\.gold)),
      isRight: known.count == parts.count ? known.allSatisfy { $0 } : nil,
      pairs: parts.flatMap(\.pairs), confidences: parts.flatMap(\.confidences))
  }

  /// That of one answer; none where there was none, or nobody knows.
  static func confidences(_ score: Float?, _ isRight: Bool?) -> [Confidence] {
    guard let score, let isRight else { return [] }
    return [Confidence(score: score, isRight: isRight)]
  }

  private static func pairs(_ gold: [String], _ answers: [String]) -> [Pair] {
    gold.map { Pair(gold: $0, answer: answers.contains($0) ? $0 : nil) }
      + answers.filter { !gold.contains($0) }.map { Pair(gold: nil, answer: $0) }
  }
}
