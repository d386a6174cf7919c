import LukeModel

/// A text with two marked spans as the model reads it, and the class of their relation.
public struct RelationFeature: Hashable, Sendable {
  /// The label of features that the loss ignores.
  public static let ignoredLabel: Int32 = -100

  /// The words with markers, and the two entities: head, then tail.
  public var example: LukeExample
  /// The class of the relation, ``ignoredLabel`` where it is not known.
  public var label: Int32
  /// The index of the example in its corpus.
  public var index: Int

  /// Creates a feature.
  public init(example: LukeExample, label: Int32, index: Int) {
    self.example = example
    self.label = label
    self.index = index
  }
}
