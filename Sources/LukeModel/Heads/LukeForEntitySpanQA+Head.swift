public import LukeAutodiff

extension LukeForEntitySpanQA: ClassifyingHead {
  /// Logits `[candidates, 1]` of all examples.
  public func outputs(_ input: PackedBatch, on tape: Tape) -> Tensor {
    logits(luke(input, on: tape), input, on: tape)
  }

  /// Hidden states, logits `[examples, entities − 1]`, and where the batch has `labels` of this shape the
  /// mean of their binary cross-entropy over the candidates that are no padding; −100 is none.
  public func trace(
    _ batch: PaddedBatch, on tape: Tape
  ) throws -> (outputs: [TracedOutput], loss: Tensor?) {
    try batch.checkEntities(atLeast: 1, what: "a placeholder")
    try batch.checkLabels("labels", of: .candidate, classes: 2)
    let states = luke(batch.packed, on: tape)
    let logits = logits(states, batch.packed, on: tape)
    let loss = batch.candidateLabels().map { labels in
      tape.loss(logits, .indicators(labels.map { $0 < 0 ? .nan : Float($0) }))
    }
    return batch.traced(states, [batch.candidates(named: "logits", logits)], loss)
  }
}
