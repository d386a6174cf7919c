public import LukeModel

/// A mention in its text as the model reads it, and its types.
public struct TypingFeature: Hashable, Sendable {
  /// The words with markers, and the entity.
  public var example: LukeExample
  /// The classes of the types, none of which may hold; nil where they are not known.
  public var classes: [Int32]?
  /// The index of the text in its corpus, and that of the mention in the text.
  public var text, mention: Int

  /// Creates a feature.
  public init(example: LukeExample, classes: [Int32]?, text: Int, mention: Int) {
    self.example = example
    self.classes = classes
    (self.text, self.mention) = (text, mention)
  }
}

extension TypingFeature: StoredFeature {
  /// Appends the feature.
  public func store(in writer: inout FeatureWriter) {
    writer.write(example.wordIDs)
    writer.write(example.entityIDs)
    writer.write(example.entityPositions) { $1.write($0) }
    writer.write(classes == nil ? 0 : 1)
    writer.write(classes ?? [])
    writer.write(text)
    writer.write(mention)
  }

  /// Reads what `store(in:)` wrote.
  public init(from reader: inout FeatureReader) throws(FeatureStorageError) {
    let (words, entities) = (try reader.integers(), try reader.integers())
    let positions = try reader.list { (reader) throws(FeatureStorageError) in
      try reader.integers()
    }
    guard positions.count == entities.count else { throw FeatureStorageError() }
    let (isKnown, classes) = (try reader.integer(), try reader.integers())
    self.init(
      example: LukeExample(wordIDs: words, entityIDs: entities, entityPositions: positions),
      classes: isKnown == 1 ? classes : nil, text: try reader.integer(),
      mention: try reader.integer())
  }
}
