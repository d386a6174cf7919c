/// The relation the model gives two spans, or why it gives none.
public struct PredictedRelation: Hashable, Sendable {
  /// The relation; nil for an example that the model cannot be asked.
  public var label: String?
  /// The relation's probability, from 0 to 1; nil where there is no relation.
  public var score: Float?
  /// Why there is no answer; nil where there is one.
  public var reason: String?

  /// Creates a relation.
  public init(label: String, score: Float) {
    (self.label, self.score) = (label, score)
  }

  /// Creates the lack of an answer.
  public init(noneBecause reason: String) {
    self.reason = reason
  }
}
