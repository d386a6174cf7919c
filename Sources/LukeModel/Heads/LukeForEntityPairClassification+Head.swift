public import LukeAutodiff
public import LukeLayers

extension LukeForEntityPairClassification: FineTunedHead {
  /// Declares the encoder and a classifier of the configuration's classes.
  public init(_ configuration: LukeConfiguration, in store: ParameterStore) {
    self.init(configuration, labelCount: configuration.labelCount, in: store)
  }

  /// Logits `[examples, labels]` of the first two entities of each example.
  public func outputs(_ input: PackedBatch, on tape: Tape) -> Tensor {
    logits(luke(input, on: tape), input, on: tape)
  }

  /// Hidden states, logits of the examples, and their loss where the batch has `labels`.
  public func trace(
    _ batch: PaddedBatch, on tape: Tape
  ) throws -> (outputs: [TracedOutput], loss: Tensor?) {
    try batch.checkLabels("labels", of: .example, classes: luke.configuration.labelCount)
    try batch.checkPairs()
    let states = luke(batch.packed, on: tape)
    let logits = logits(states, batch.packed, on: tape)
    return batch.classified(
      states, TracedOutput(name: "logits", logits), logits, batch.exampleLabels(), on: tape)
  }
}
