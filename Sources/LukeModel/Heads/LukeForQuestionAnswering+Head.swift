public import LukeAutodiff

extension LukeForQuestionAnswering: FineTunedHead {
  /// There is none.
  public static var pooler: LukePooler { .absent }
  /// Yes.
  public static var readsWordsAlone: Bool { true }

  /// Logits `[words, 2]` of all words, as start and as end.
  public func outputs(_ input: PackedBatch, on tape: Tape) -> Tensor {
    logits(luke(input, on: tape), on: tape)
  }

  /// The mean of the cross-entropies of starts and ends; `normalizer` counts examples that have an answer.
  ///
  /// Each softmax runs over the words of its example, as transformers' does in a batch of one: a loss
  /// does not depend on what it is batched with. (In a padded batch transformers' runs over the padding,
  /// too; so does ``trace(_:on:)``.)
  public func loss(
    _ outputs: Tensor, _ targets: Targets, normalizer: Float, options: CrossEntropyOptions,
    on tape: Tape
  ) -> Tensor {
    tape.segmentedCrossEntropy(
      outputs, groups: targets.words, labels: [targets.starts, targets.ends],
      normalizer: normalizer, options: options)
  }

  /// Hidden states, `start_logits`, `end_logits`, and their loss where the batch has `start_positions` and
  /// `end_positions`.
  ///
  /// As in transformers, padding takes part in the softmax, positions below 0 are 0, and those beyond the
  /// padded length are none.
  public func trace(
    _ batch: PaddedBatch, on tape: Tape
  ) throws -> (outputs: [TracedOutput], loss: Tensor?) {
    let answers = try batch.answers()
    let batch = batch.withMaskedWords()
    let states = luke(batch.packed, on: tape)
    let logits = logits(states, on: tape)
    let outputs = ["start_logits", "end_logits"].enumerated().map { column, name in
      batch.wordColumn(named: name, logits, column)
    }
    let loss = answers.map {
      tape.segmentedCrossEntropy(
        logits, groups: batch.packed.segments.map(\.words),
        labels: [batch.placesInExamples($0.starts), batch.placesInExamples($0.ends)])
    }
    return batch.traced(states, outputs, loss)
  }
}
