/// An entity the model found.
public struct PredictedEntity: Hashable, Sendable {
  /// The words it covers.
  public var words: Range<Int>
  /// The entity type.
  public var label: String
  /// The probability of the type, from 0 to 1.
  public var score: Float
  /// The score before the softmax, which candidates compete by.
  public var logit: Float

  /// Creates an entity.
  public init(words: Range<Int>, label: String, score: Float, logit: Float) {
    self.words = words
    self.label = label
    self.score = score
    self.logit = logit
  }
}

extension [PredictedEntity] {
  /// Those of which the model is so sure.
  func sure(of score: Double) -> Self { score > 0 ? filter { Double($0.score) >= score } : self }
}
