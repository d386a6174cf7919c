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

    /// What is counted of it.
    var name: String { self == .document ? "document" : "example" }
  }

  /// The share of the examples, above 0 and below 1; 0 holds back none.
  public var share = 0.0
  /// What is held back as a whole; nil finds it out from the data.
  public var unit: Unit?
  /// Which examples they are follows from it and the data alone.
  public var seed = 0
  /// One of several parts of about the same size, which hold every example once; nil draws a share.
  public var part: Part?

  /// A part of the examples, for whoever holds back all of them one after the other.
  public struct Part: Hashable, Sendable {
    /// The number of the part, from 0.
    public let number: Int
    /// How many parts there are; at least two.
    public let count: Int

    /// Creates the part of a number.
    public init(_ number: Int, of count: Int) {
      precondition(count > 1 && (0..<count).contains(number), "a part of several")
      (self.number, self.count) = (number, count)
    }
  }

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
