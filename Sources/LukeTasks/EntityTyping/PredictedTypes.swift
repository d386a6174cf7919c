/// The types the model gives a mention, or why it gives none.
public struct PredictedTypes: Hashable, Sendable {
  /// The types that hold with their probabilities, the likeliest first: one or, where there may be
  /// several, any number of them.
  public var labels: [PredictedText.Label]
  /// Why the model cannot be asked; nil where it was.
  public var reason: String?

  /// Creates an answer.
  public init(labels: [PredictedText.Label]) { self.labels = labels }

  /// Creates the lack of an answer.
  public init(noneBecause reason: String) {
    labels = []
    self.reason = reason
  }
}
