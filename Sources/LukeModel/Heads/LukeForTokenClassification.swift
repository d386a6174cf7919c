public import LukeAutodiff
public import LukeLayers

/// LUKE that classifies words, one by one (`LukeForTokenClassification`).
public struct LukeForTokenClassification {
  /// The name transformers knows it by.
  public static let architecture = "LukeForTokenClassification"
  /// The encoder, whose names begin with `luke.`, without a pooler.
  public let luke: LukeEncoder
  let classifier: Linear
  /// The bias of the classifier, `[labels]`.
  public var classifierBias: Parameter? { classifier.bias }

  /// Declares the encoder and a classifier of the configuration's classes.
  public init(_ configuration: LukeConfiguration, in store: ParameterStore) {
    luke = LukeEncoder(configuration, belowHeadIn: store, pooler: Self.pooler)
    classifier = Linear(
      from: configuration.hiddenSize, to: configuration.labelCount,
      standardDeviation: configuration.initializerRange, in: store.root.head(LukeModule.classifier))
  }

  /// Logits `[words, labels]` of all words.
  public func logits(_ states: LukeHiddenStates, on tape: Tape) -> Tensor {
    let dropout = luke.configuration.dropoutOfClassifiers
    return tape.phase(.heads) {
      classifier(tape.dropout(states.words, probability: dropout), on: tape)
    }
  }
}
