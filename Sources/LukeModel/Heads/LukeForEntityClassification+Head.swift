public import LukeAutodiff

extension LukeForEntityClassification: ClassifyingHead {
  /// Logits `[examples, labels]` of the first entity of each example.
  public func outputs(_ input: PackedBatch, on tape: Tape) -> Tensor {
    logits(luke(input, on: tape), input, on: tape)
  }

  /// Hidden states, logits of the examples, and their loss where the batch has `labels`: softmax
  /// cross-entropy for `[examples]`, binary cross-entropy for `[examples, labels]`.
  public func trace(
    _ batch: PaddedBatch, on tape: Tape
  ) throws -> (outputs: [TracedOutput], loss: Tensor?) {
    let classes = luke.configuration.labelCount
    try batch.checkEntities(atLeast: 1, what: "an entity")
    let targets =
      try batch.labelAxes == 2
      ? batch.indicatorTargets(classes: classes) : batch.classTargets(classes: classes)
    let states = luke(batch.packed, on: tape)
    let logits = logits(states, batch.packed, on: tape)
    return batch.traced(
      states, [TracedOutput(name: "logits", logits)], targets.map { tape.loss(logits, $0) })
  }
}
