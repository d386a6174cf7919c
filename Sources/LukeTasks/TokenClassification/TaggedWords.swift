/// What the model says of the words of a sentence.
public struct TaggedWords: Hashable, Sendable {
  /// A tag with its probability, from 0 to 1.
  public struct Tag: Hashable, Sendable {
    /// The tag.
    public var name: String
    /// Its probability.
    public var score: Float

    /// Creates a tag.
    public init(name: String, score: Float) { (self.name, self.score) = (name, score) }
  }

  /// The tag of each word.
  public var tags: [Tag]
  /// The entities that the tags mark, each as sure as the least sure of its words; nil where tags mark none.
  public var entities: [PredictedEntity]?

  /// Creates an answer.
  public init(tags: [Tag], entities: [PredictedEntity]?) {
    (self.tags, self.entities) = (tags, entities)
  }
}
