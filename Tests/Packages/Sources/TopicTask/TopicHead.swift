import LukeAutodiff
import LukeLayers
import LukeModel

/// LUKE that classifies a text by its first token.
public struct TopicHead: FineTunedHead {
  public static let architecture = "TopicHead"
  public let luke: LukeEncoder
  private let classifier: Linear

  public init(_ configuration: LukeConfiguration, in store: ParameterStore) {
    luke = LukeEncoder(configuration, belowHeadIn: store)
    classifier = Linear(
      from: configuration.hiddenSize, to: configuration.labelCount,
      standardDeviation: configuration.initializerRange,
      in: store.root["classifier"].of(.classifier))
  }

  public func outputs(_ input: PackedBatch, on tape: Tape) -> Tensor {
    let first = input.segments.map { Int32($0.words.lowerBound) }
    let words = luke(input, on: tape).words
    let pooled = tape.gatherRows([.init(words, rows: first)])
    return classifier(
      tape.dropout(pooled, probability: luke.configuration.hiddenDropout), on: tape)
  }

  public func trace(
    _ batch: PaddedBatch, on tape: Tape
  ) throws -> (outputs: [TracedOutput], loss: Tensor?) {
    try batch.checkLabels("labels", of: .example, classes: luke.configuration.labelCount)
    let logits = outputs(batch.packed, on: tape)
    let loss = batch.exampleLabels().map { tape.crossEntropy(logits, labels: $0) }
    return ([TracedOutput(name: "logits", logits)], loss)
  }
}
