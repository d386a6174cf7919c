/// Which choice the model takes.
public struct PredictedChoice: Hashable, Sendable {
  /// The index of the likeliest choice, counted from 0.
  public var index: Int
  /// The probability of each choice, from 0 to 1; together they are 1.
  public var scores: [Float]

  /// Creates an answer.
  public init(index: Int, scores: [Float]) { (self.index, self.scores) = (index, scores) }
}
