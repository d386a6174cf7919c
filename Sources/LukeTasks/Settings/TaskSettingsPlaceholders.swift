/// Where the words around a sentence come from.
public enum NERContext: String, CaseIterable, Sendable {
  case document, sentence
}

/// Settings of named entity recognition.
public struct NERSettings: Hashable, Sendable {
  /// Where the words around a sentence come from.
  public var context: NERContext = .document
  /// The most subwords of one pass, special tokens included.
  public var maxLength = 512
  /// The most subwords of one entity.
  public var maxMentionLength = 16
  /// The most candidate spans of one pass.
  public var maxEntityLength = 128

  /// Settings with every default.
  public init() {}
}

/// Settings of relation classification.
public struct RelationSettings: Hashable, Sendable {
  /// The label that means "no relation" and does not count in the score.
  public var negativeLabel = "no_relation"
  /// The most subwords of one example, special tokens included.
  public var maxLength = 512
  /// The most subwords of one entity.
  public var maxMentionLength = 30

  /// Settings with every default.
  public init() {}
}
