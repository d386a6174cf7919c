/// A sequence of words with linked entities, as a data set holds it: no special tokens, nothing
/// hidden.
public struct PretrainingExample: Hashable, Sendable {
  /// Ids of the words (subwords).
  public var words: [Int32]
  /// Ids of the entities.
  public var entities: [Int32]
  /// The words of each entity's mention, as far as they give its position.
  public var mentions: [Range<Int>]

  /// Creates an example; there is one mention for each entity.
  public init(words: [Int32], entities: [Int32], mentions: [Range<Int>]) {
    (self.words, self.entities, self.mentions) = (words, entities, mentions)
  }
}
