public import LukeAutodiff
public import LukeLayers

/// LUKE that classifies an entity, the first of each example → one class or several
/// (`LukeForEntityClassification`), as entity typing does.
public struct LukeForEntityClassification {
  /// The name transformers knows it by.
  public static let architecture = "LukeForEntityClassification"
  /// The encoder, whose names begin with `luke.`.
  public let luke: LukeEncoder
  let classifier: Linear
  /// The bias of the classifier, `[labels]`.
  public var classifierBias: Parameter? { classifier.bias }

  /// Declares the encoder and a classifier of the configuration's classes.
  public init(_ configuration: LukeConfiguration, in store: ParameterStore) {
    luke = LukeEncoder(configuration, belowHeadIn: store)
    classifier = Linear(
      from: configuration.hiddenSize, to: configuration.labelCount,
      standardDeviation: configuration.initializerRange, in: store.root.head(LukeModule.classifier))
  }

  /// Logits `[examples, labels]` of the first entity of each example.
  public func logits(_ states: LukeHiddenStates, _ batch: PackedBatch, on tape: Tape) -> Tensor {
    let first = batch.segments.map { Int32($0.entities.lowerBound) }
    return tape.phase(.heads) {
      let features = tape.gatherRows([.init(states.entities, rows: first)])
      return classifier(
        tape.dropout(features, probability: luke.configuration.hiddenDropout), on: tape)
    }
  }
}
