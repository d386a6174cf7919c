/// Where the words around a sentence come from.
public enum NERContext: String, CaseIterable, Sendable {
  case document, sentence
}

/// How the tags of a column file mark entities.
public enum TagScheme: String, CaseIterable, Sendable {
  case iob1 = "IOB1"
  case iob2 = "IOB2"
  case bioes = "BIOES"
  case io = "IO"
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
  /// The tag scheme of the data; nil finds it out.
  public var tagScheme: TagScheme?

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
