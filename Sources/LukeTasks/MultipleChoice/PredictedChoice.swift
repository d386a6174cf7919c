/// Which choice the model takes.
public struct PredictedChoice: Hashable, Sendable {
  /// The index of the likeliest choice, counted from 0.
  public var index: Int
  /// The probability of each choice, from 0 to 1; together they are 1 where one choice is right.
  public var scores: [Float]
  /// The indices of the choices that the model takes, perhaps none, where any number of them may be right; nil
  /// where one is.
  public var indices: [Int]?

  /// Creates an answer.
  public init(index: Int, scores: [Float]) { (self.index, self.scores) = (index, scores) }
}
