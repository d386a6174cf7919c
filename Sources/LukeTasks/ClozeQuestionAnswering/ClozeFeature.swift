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
    writer.write(example)
    writer.write(labels)
    writer.write(candidates)
    writer.write(passage)
    writer.write(question)
  }

  /// Reads what `store(in:)` wrote.
  public init(from reader: inout FeatureReader) throws(FeatureStorageError) {
    let example = try reader.example()
    let (labels, candidates) = (try reader.integers(), try reader.integers())
    guard labels.count + 1 == example.entityIDs.count, candidates.count == labels.count
    else { throw FeatureStorageError() }
    self.init(
      example: example, labels: labels, candidates: candidates, passage: try reader.integer(),
      question: try reader.integer())
  }
}
