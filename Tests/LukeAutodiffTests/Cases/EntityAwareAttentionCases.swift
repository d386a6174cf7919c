import LukeAutodiff

enum EntityAwareAttentionCases {
  static var all: [OperationCase] {
    segmentLists.flatMap { name, segments in
      [true, false].flatMap { isEntityAware in
        [(1, 1), (2, 3), (3, 5)].map { headCount, headSize in
          make(
            name, AttentionCall(segments, headCount, headSize, isEntityAware: isEntityAware))
        }
      }
    } + withDropout
  }

  private static var withDropout: [OperationCase] {
    [true, false].map { isEntityAware in
      make(
        "three examples",
        AttentionCall(
          packed([(3, 2), (4, 0), (2, 5)]), 2, 3, isEntityAware: isEntityAware, dropout: 0.3))
    }
  }

  private static let segmentLists: [(String, [AttentionSegment])] = [
    ("one word", packed([(1, 0)])),
    ("one example", packed([(3, 2)])),
    ("one entity", packed([(0, 1)])),
    ("no entities", packed([(5, 0), (2, 0)])),
    ("with, without and only entities", packed([(3, 2), (1, 0), (0, 2), (2, 5)])),
    ("an empty example", packed([(2, 1), (0, 0), (1, 1)])),
    ("a long example", packed([(37, 11), (4, 1)])),
    ("words that nobody attends to", packed([(5, 2), (4, 0), (3, 1)], unattended: [2, 3, 0])),
  ]

  /// Segments of examples with so many words and entities.
  static func packed(
    _ sizes: [(words: Int, entities: Int)], unattended: [Int]? = nil
  ) -> [AttentionSegment] {
    var (word, entity) = (0, 0)
    return sizes.enumerated().map { index, size in
      defer { (word, entity) = (word + size.words, entity + size.entities) }
      return AttentionSegment(
        words: word..<word + size.words, entities: entity..<entity + size.entities,
        unattendedWordCount: unattended?[index] ?? 0)
    }
  }

  private static func make(_ name: String, _ call: AttentionCall) -> OperationCase {
    let masks = call.dropout > 0 ? call.masks() : nil
    let parts = call.isEntityAware ? 4 : 3
    return OperationCase(
      name: "\(name), \(call.headCount) × \(call.headSize), "
        + "\(call.isEntityAware ? "own" : "shared") queries, dropout \(call.dropout)",
      inputs: [
        ("words", .random(call.wordCount, parts * call.width, in: -2...2, seed: 1)),
        ("entities", .random(call.entityCount, parts * call.width, in: -2...2, seed: 2)),
      ],
      mode: call.dropout > 0 ? AttentionCall.mode : .recording,
      operation: { call.run(on: $0, words: $1[0], entities: $1[1]) },
      reference: { referenceAttention(call, words: $0[0], entities: $0[1], masks: masks) })
  }
}
