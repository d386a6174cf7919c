public import LukeAutodiff
public import LukeLayers

/// LUKE that classifies whole texts, or gives them numbers, by their pooled first word
/// (`LukeForSequenceClassification`).
public struct LukeForSequenceClassification {
  /// The name transformers knows it by.
  public static let architecture = "LukeForSequenceClassification"
  /// The encoder, whose names begin with `luke.`.
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

  /// Logits `[examples, labels]` of pooled first words, `[examples, hiddenSize]`.
  public func logits(pooled: Tensor, on tape: Tape) -> Tensor {
    let dropout = luke.configuration.dropoutOfClassifiers
    return tape.phase(.heads) {
      classifier(tape.dropout(pooled, probability: dropout), on: tape)
    }
  }

  /// What the head is trained for where the configuration does not say: numbers where there is one
  /// column, several classes where labels have an axis of them, else one class.
  ///
  /// transformers goes by the type of the labels, where only these kinds of labels do not fail.
  func problemType(labelAxes: Int) -> ProblemType {
    let configuration = luke.configuration
    return configuration.problemType
      ?? (configuration.labelCount == 1
        ? .regression : labelAxes == 2 ? .multiLabelClassification : .singleLabelClassification)
  }
}
