import LukeModel

/// One pass of a sentence through the model: its words in context, and some of its candidate spans.
public struct EntitySpanFeature: Hashable, Sendable {
  /// The label of candidates that the loss ignores.
  public static let ignoredLabel: Int32 = -100

  /// The subword ids, special tokens included.
  public var wordIDs: [Int32]
  /// For each candidate, the index of its first subword in ``wordIDs`` (`entity_start_positions`).
  public var spanStarts: [Int32]
  /// For each candidate, the index of its last subword in ``wordIDs`` (`entity_end_positions`).
  public var spanEnds: [Int32]
  /// For each candidate, the class it is; 0 for no entity, ``ignoredLabel`` where it is not known.
  public var labels: [Int32]
  /// The index of the sentence in its corpus.
  public var sentence: Int
  /// The id of `[MASK]` in the entity vocabulary, which every candidate has.
  public var entityID: Int32
  /// For each candidate, the words of the sentence it covers; small integers, for there are many.
  var wordRanges: [Range<Int32>]

  /// The number of candidates.
  public var candidateCount: Int { spanStarts.count }

  /// The words of the sentence that a candidate covers.
  public func words(ofCandidate index: Int) -> Range<Int> {
    Int(wordRanges[index].lowerBound)..<Int(wordRanges[index].upperBound)
  }

  /// The rows of packed words in which the candidates of features begin and end.
  static func rows(
    of features: [EntitySpanFeature], in batch: PackedBatch
  ) -> (starts: [Int32], ends: [Int32]) {
    let placed = zip(features, batch.segments.map { Int32($0.words.lowerBound) })
    return (
      placed.flatMap { feature, first in feature.spanStarts.map { $0 + first } },
      placed.flatMap { feature, first in feature.spanEnds.map { $0 + first } }
    )
  }

  /// The feature as the model reads it: a masked entity over each candidate.
  public var example: LukeExample {
    LukeExample(
      wordIDs: wordIDs, entityIDs: [Int32](repeating: entityID, count: candidateCount),
      entityPositions: zip(spanStarts, spanEnds).map { Array($0...$1) })
  }
}
