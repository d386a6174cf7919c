public import LukeAutodiff
public import LukeLayers

/// LUKE that classifies spans: [first word; last word; entity] → class
/// (`LukeForEntitySpanClassification`).
public struct LukeForEntitySpanClassification {
  /// The name transformers knows it by.
  public static let architecture = "LukeForEntitySpanClassification"
  /// The encoder, whose names begin with `luke.`.
  public let luke: LukeEncoder
  let classifier: Linear
  /// The bias of the classifier, `[labels]`.
  public var classifierBias: Parameter? { classifier.bias }

  /// Declares the encoder and a classifier of `labelCount` classes.
  public init(_ configuration: LukeConfiguration, labelCount: Int, in store: ParameterStore) {
    luke = LukeEncoder(configuration, belowHeadIn: store)
    classifier = Linear(
      from: 3 * configuration.hiddenSize, to: labelCount,
      standardDeviation: configuration.initializerRange, in: store.root.head(LukeModule.classifier))
  }

  /// Logits `[entities, labels]`.
  ///
  /// `starts` and `ends` are rows of the packed words: the first and last word of each entity's span.
  public func logits(
    _ states: LukeHiddenStates, starts: [Int32], ends: [Int32], on tape: Tape
  ) -> Tensor {
    let entities = states.entities
    return tape.phase(.heads) {
      let features = tape.gatherRows([
        .init(states.words, rows: starts), .init(states.words, rows: ends),
        .init(entities, rows: Array(0..<Int32(entities.rows))),
      ])
      return classifier(
        tape.dropout(features, probability: luke.configuration.hiddenDropout), on: tape)
    }
  }
}

/// LUKE that classifies a pair of entities: [head; tail] → class (`LukeForEntityPairClassification`).
public struct LukeForEntityPairClassification {
  /// The name transformers knows it by.
  public static let architecture = "LukeForEntityPairClassification"
  /// The encoder, whose names begin with `luke.`.
  public let luke: LukeEncoder
  let classifier: Linear

  /// Declares the encoder and a classifier, without bias, of `labelCount` classes.
  public init(_ configuration: LukeConfiguration, labelCount: Int, in store: ParameterStore) {
    luke = LukeEncoder(configuration, belowHeadIn: store)
    classifier = Linear(
      from: 2 * configuration.hiddenSize, to: labelCount, hasBias: false,
      standardDeviation: configuration.initializerRange, in: store.root.head(LukeModule.classifier))
  }

  /// Logits `[examples, labels]` of the first two entities of each example.
  public func logits(_ states: LukeHiddenStates, _ batch: PackedBatch, on tape: Tape) -> Tensor {
    let heads = batch.segments.map { Int32($0.entities.lowerBound) }
    let entities = states.entities
    return tape.phase(.heads) {
      let features = tape.gatherRows([
        .init(entities, rows: heads), .init(entities, rows: heads.map { $0 + 1 }),
      ])
      return classifier(
        tape.dropout(features, probability: luke.configuration.hiddenDropout), on: tape)
    }
  }
}
