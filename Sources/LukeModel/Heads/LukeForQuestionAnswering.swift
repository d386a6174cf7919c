public import LukeAutodiff
public import LukeLayers

/// LUKE that finds an answer among the words of each example: where it starts and where it ends
/// (`LukeForQuestionAnswering`).
public struct LukeForQuestionAnswering {
  /// The name transformers knows it by.
  public static let architecture = "LukeForQuestionAnswering"
  /// The encoder, whose names begin with `luke.`, without a pooler.
  public let luke: LukeEncoder
  let scorer: Linear

  /// Declares the encoder and what scores words as start and as end.
  public init(_ configuration: LukeConfiguration, in store: ParameterStore) {
    luke = LukeEncoder(configuration, belowHeadIn: store, pooler: Self.pooler)
    scorer = Linear(
      from: configuration.hiddenSize, to: 2, standardDeviation: configuration.initializerRange,
      in: store.root.head(LukeModule.answers))
  }

  /// Where the answers of examples are.
  public struct Targets: Hashable, Sendable {
    /// Rows of the packed words of each example, which its softmax runs over.
    public var words: [Range<Int>]
    /// The first and the last word of each answer, counted from the example's first; negative for none.
    public var starts, ends: [Int32]

    /// Creates targets; there is one start and one end for each range.
    public init(words: [Range<Int>], starts: [Int32], ends: [Int32]) {
      precondition(
        words.count == starts.count && words.count == ends.count,
        "\(words.count) examples, \(starts.count) starts, \(ends.count) ends")
      (self.words, self.starts, self.ends) = (words, starts, ends)
    }

    /// Creates targets of the examples of a batch.
    public init(_ batch: PackedBatch, starts: [Int32], ends: [Int32]) {
      self.init(words: batch.segments.map(\.words), starts: starts, ends: ends)
    }
  }

  /// Logits `[words, 2]` of all words, as start and as end.
  public func logits(_ states: LukeHiddenStates, on tape: Tape) -> Tensor {
    tape.phase(.heads) { scorer(states.words, on: tape) }
  }
}
