/// The relation the model gives two spans.
public struct PredictedRelation: Hashable, Sendable {
  /// The relation.
  public var label: String
  /// Its probability, from 0 to 1; 0 for an example the model could not read.
  public var score: Float

  /// Creates a relation.
  public init(label: String, score: Float) {
    self.label = label
    self.score = score
  }
}
