public import LukeAutodiff
public import LukeLayers

/// LUKE that chooses among several texts by their pooled first words (`LukeForMultipleChoice`).
public struct LukeForMultipleChoice {
  /// The name transformers knows it by.
  public static let architecture = "LukeForMultipleChoice"
  /// The encoder, whose names begin with `luke.`.
  public let luke: LukeEncoder
  let classifier: Linear

  /// Declares the encoder and what scores a choice.
  public init(_ configuration: LukeConfiguration, in store: ParameterStore) {
    luke = LukeEncoder(configuration, belowHeadIn: store, pooler: Self.pooler)
    classifier = Linear(
      from: configuration.hiddenSize, to: 1, standardDeviation: configuration.initializerRange,
      in: store.root.head(LukeModule.classifier))
  }

  /// Which of its choices is right, or are, for each question.
  public struct Targets: Hashable, Sendable {
    /// The number of choices of each question, one after the other in the batch.
    public var choiceCounts: [Int]
    /// The right choice of each question, counted from its first; negative for none.
    public var labels: [Int32]
    /// For each choice 1 where it is right and 0 where not, not a number for none, where any number of choices
    /// may be right; nil where one of each question is.
    public var indicators: [Float]?

    /// Creates targets for choices that are judged each by itself.
    public init(choiceCounts: [Int], indicators: [Float]) {
      precondition(
        choiceCounts.reduce(0, +) == indicators.count,
        "\(choiceCounts.reduce(0, +)) choices, \(indicators.count) indicators")
      self.init(choiceCounts: choiceCounts, labels: choiceCounts.map { _ in -100 })
      self.indicators = indicators
    }

    /// Creates targets; there is one label for each number of choices.
    public init(choiceCounts: [Int], labels: [Int32]) {
      precondition(
        choiceCounts.count == labels.count,
        "\(choiceCounts.count) questions, \(labels.count) labels")
      (self.choiceCounts, self.labels) = (choiceCounts, labels)
    }

    /// Rows of the choices of each question.
    public var groups: [Range<Int>] {
      var end = 0
      return choiceCounts.map { count in
        defer { end += count }
        return end..<end + count
      }
    }
  }

  /// Logits `[choices, 1]` of pooled first words, `[choices, hiddenSize]`.
  public func logits(pooled: Tensor, on tape: Tape) -> Tensor {
    let dropout = luke.configuration.dropoutOfChoices
    return tape.phase(.heads) {
      classifier(tape.dropout(pooled, probability: dropout), on: tape)
    }
  }
}
