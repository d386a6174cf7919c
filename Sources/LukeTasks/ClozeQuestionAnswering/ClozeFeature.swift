public import LukeModel

/// A query with a part of its passage as the model reads it: the first entity is the gap, the others are the
/// candidates that stand in the part.
public struct ClozeFeature: Hashable, Sendable {
  /// The words with markers, and the entities.
  public var example: LukeExample
  /// For each candidate 1 where it is right and 0 where not; -1 where that is not known.
  public var labels: [Int32]
  /// The indices of the candidates in the passage.
  public var candidates: [Int32]
  /// The index of the passage in its corpus, and that of the question in the passage.
  public var passage, question: Int

  /// Creates a feature.
  public init(
    example: LukeExample, labels: [Int32], candidates: [Int32], passage: Int, question: Int
  ) {
    self.example = example
    (self.labels, self.candidates) = (labels, candidates)
    (self.passage, self.question) = (passage, question)
  }
}

extension ClozeFeature: StoredFeature {
  /// Appends the feature.
  public func store(in writer: inout FeatureWriter) {
    writer.write(example.wordIDs)
    writer.write(example.wordTypeIDs ?? [])
    writer.write(example.entityIDs)
    writer.write(example.entityTypeIDs ?? [])
    writer.write(example.entityPositions) { $1.write($0) }
    writer.write(labels)
    writer.write(candidates)
    writer.write(passage)
    writer.write(question)
  }

  /// Reads what `store(in:)` wrote.
  public init(from reader: inout FeatureReader) throws(FeatureStorageError) {
    let (words, types) = (try reader.integers(), try reader.integers())
    let (entities, entityTypes) = (try reader.integers(), try reader.integers())
    let positions = try reader.list { (reader) throws(FeatureStorageError) in
      try reader.integers()
    }
    let (labels, candidates) = (try reader.integers(), try reader.integers())
    guard types.isEmpty || types.count == words.count,
      entityTypes.isEmpty || entityTypes.count == entities.count,
      positions.count == entities.count, labels.count + 1 == entities.count,
      candidates.count == labels.count
    else { throw FeatureStorageError() }
    self.init(
      example: LukeExample(
        wordIDs: words, wordTypeIDs: types.isEmpty ? nil : types, entityIDs: entities,
        entityTypeIDs: entityTypes.isEmpty ? nil : entityTypes, entityPositions: positions),
      labels: labels, candidates: candidates, passage: try reader.integer(),
      question: try reader.integer())
  }
}
