public import LukeModel

/// A text, or two, as the model reads it, and what it is labelled as.
public struct TextFeature: Hashable, Sendable {
  /// The subwords, special ones included, and the entities.
  public var example: LukeExample
  /// The classes; empty where they are not known.
  public var classes: [Int32]
  /// The score; nil where it is not known.
  public var score: Double?
  /// The index of the example in its corpus.
  public var index: Int

  /// Creates a feature.
  public init(example: LukeExample, classes: [Int32] = [], score: Double? = nil, index: Int) {
    self.example = example
    self.classes = classes
    self.score = score
    self.index = index
  }
}

extension TextFeature: StoredFeature {
  /// Features have had no entities.
  public static var version: Int { 2 }

  /// Appends the feature.
  public func store(in writer: inout FeatureWriter) {
    writer.write(example)
    writer.write(classes)
    writer.write(score == nil ? 0 : 1)
    writer.write(score ?? 0)
    writer.write(index)
  }

  /// Reads what `store(in:)` wrote.
  public init(from reader: inout FeatureReader) throws(FeatureStorageError) {
    let example = try reader.example()
    let classes = try reader.integers()
    let (hasScore, score) = (try reader.integer(), try reader.number())
    self.init(
      example: example, classes: classes, score: hasScore == 1 ? score : nil,
      index: try reader.integer())
  }
}
