public import LukeAutodiff

/// Several examples without padding: all their words one after the other, then all their entities.
public struct PackedBatch: Sendable {
  /// Word ids, types and absolute positions, one for each word row.
  public let wordIDs, wordTypeIDs, wordPositions: [Int32]
  /// Entity ids and types, one for each entity row.
  public let entityIDs, entityTypeIDs: [Int32]
  /// For each entity, the rows of the entity position table whose mean is its position.
  public let entityPositions: [[Int32]]
  /// Rows of each example.
  public let segments: [AttentionSegment]

  /// Packs examples; words without explicit positions are counted from `paddingID` + 1 (RoBERTa).
  public init(_ examples: [LukeExample], paddingID: Int) {
    var segments: [AttentionSegment] = []
    var (wordStart, entityStart) = (0, 0)
    for example in examples {
      let words = wordStart..<wordStart + example.wordIDs.count
      let entities = entityStart..<entityStart + example.entityIDs.count
      segments.append(
        AttentionSegment(
          words: words, entities: entities, unattendedWordCount: example.unattendedWordCount))
      (wordStart, entityStart) = (words.upperBound, entities.upperBound)
    }
    self.segments = segments
    wordIDs = examples.flatMap(\.wordIDs)
    wordTypeIDs = examples.flatMap { $0.wordTypeIDs ?? zeros($0.wordIDs.count) }
    let first = Int32(paddingID + 1)
    wordPositions = examples.flatMap {
      $0.wordPositions ?? Array(first..<first + Int32($0.wordIDs.count))
    }
    entityIDs = examples.flatMap(\.entityIDs)
    entityTypeIDs = examples.flatMap { $0.entityTypeIDs ?? zeros($0.entityIDs.count) }
    entityPositions = examples.flatMap(\.entityPositions)
  }

  /// Number of word rows.
  public var wordCount: Int { wordIDs.count }
  /// Number of entity rows.
  public var entityCount: Int { entityIDs.count }
}

private func zeros(_ count: Int) -> [Int32] {
  [Int32](repeating: 0, count: count)
}
