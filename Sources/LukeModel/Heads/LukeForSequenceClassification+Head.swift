public import LukeAutodiff

extension LukeForSequenceClassification: ClassifyingHead {
  /// Its first words are what is classified.
  public static var pooler: LukePooler { .read }

  /// Logits `[examples, labels]`.
  public func outputs(_ input: PackedBatch, on tape: Tape) -> Tensor {
    logits(pooled: luke.pool(luke(input, on: tape), input, on: tape), on: tape)
  }

  /// Hidden states, logits of the examples, and the loss of the problem type where the batch has `labels`.
  public func trace(
    _ batch: PaddedBatch, on tape: Tape
  ) throws -> (outputs: [TracedOutput], loss: Tensor?) {
    let targets = try targets(batch)
    let batch = batch.readingFirstWords()
    let states = luke(batch.packed, on: tape)
    let logits = logits(
      pooled: luke.pool(states, rows: batch.firstWordRows, on: tape), on: tape)
    return batch.traced(
      states, [TracedOutput(name: "logits", logits)], targets.map { tape.loss(logits, $0) })
  }

  private func targets(_ batch: PaddedBatch) throws -> ClassificationTargets? {
    let classes = luke.configuration.labelCount
    switch problemType(labelAxes: batch.labelAxes) {
    case .singleLabelClassification: return try batch.classTargets(classes: classes)
    case .multiLabelClassification: return try batch.indicatorTargets(classes: classes)
    case .regression: return try batch.numberTargets(columns: classes)
    }
  }
}
