/// What of the training data is held back for validation.
public struct ValidationSplit: Hashable, Sendable {
  /// What is held back, or kept, as a whole.
  public enum Unit: String, Hashable, Sendable, CaseIterable {
    /// The examples of a document, such as the sentences of a newspaper article.
    case document
    /// Each example by itself, the same share of every label.
    case label
    /// Each example by itself, whatever its label.
    case example
  }

  /// The share of the examples, above 0 and below 1; 0 holds back none.
  public var share = 0.0
  /// What is held back as a whole; nil finds it out from the data.
  public var unit: Unit?
  /// Which examples they are follows from it and the data alone.
  public var seed = 0

  /// Holds back nothing.
  public init() {}
}

/// What of an example decides whether it is held back.
public struct DivisibleExample: Hashable, Sendable {
  /// The number of its document in the file.
  public var document: Int
  /// Its label; nil where it has none, or several.
  public var label: String?

  /// Creates what is known of an example.
  public init(document: Int, label: String? = nil) {
    (self.document, self.label) = (document, label)
  }
}
