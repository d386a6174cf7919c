/// What the model says of a text.
public struct PredictedText: Hashable, Sendable {
  /// A class with its probability, from 0 to 1.
  public struct Label: Hashable, Sendable {
    /// The class.
    public var name: String
    /// Its probability.
    public var score: Float

    /// Creates a label.
    public init(name: String, score: Float) { (self.name, self.score) = (name, score) }
  }

  /// The likeliest class; where there may be several, those that hold, the likeliest first; none where
  /// texts are given scores.
  public var labels: [Label]
  /// The score; nil where texts are given classes.
  public var score: Float?

  /// Why there is no answer; nil where there is one.
  public var reason: String?

  /// Creates an answer.
  public init(labels: [Label] = [], score: Float? = nil) {
    (self.labels, self.score) = (labels, score)
  }

  /// Creates what is said of a text that the model was not asked about.
  public init(noneBecause reason: String) {
    self.init()
    self.reason = reason
  }
}
