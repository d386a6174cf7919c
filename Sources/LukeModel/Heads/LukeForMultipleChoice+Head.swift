public import LukeAutodiff

extension LukeForMultipleChoice: FineTunedHead {
  /// Its first words are what is scored.
  public static var pooler: LukePooler { .read }
  /// Yes.
  public static var readsChoices: Bool { true }
  /// Yes.
  public static var readsWordsAlone: Bool { true }

  /// Logits `[choices, 1]`; every choice is an example of the batch.
  public func outputs(_ input: PackedBatch, on tape: Tape) -> Tensor {
    logits(pooled: luke.pool(luke(input, on: tape), input, on: tape), on: tape)
  }

  /// Softmax cross-entropy over the choices of each question, of which `normalizer` counts those with a label;
  /// or binary cross-entropy of each choice, which it counts then.
  public func loss(
    _ outputs: Tensor, _ targets: Targets, normalizer: Float, options: CrossEntropyOptions,
    on tape: Tape
  ) -> Tensor {
    if let indicators = targets.indicators {
      return tape.binaryCrossEntropy(
        outputs, targets: indicators, normalizer: normalizer, options: options)
    }
    return tape.segmentedCrossEntropy(
      outputs, groups: targets.groups, labels: [targets.labels], normalizer: normalizer,
      options: options)
  }

  /// Hidden states of all choices, logits `[examples, choices]`, and their loss where the batch has
  /// `labels`.
  public func trace(
    _ batch: PaddedBatch, on tape: Tape
  ) throws -> (outputs: [TracedOutput], loss: Tensor?) {
    try batch.checkLabels("labels", of: .question, classes: batch.choiceCount)
    let batch = batch.readingFirstWords()
    let states = luke(batch.packed, on: tape)
    let logits = logits(
      pooled: luke.pool(states, rows: batch.firstWordRows, on: tape), on: tape)
    let questions = logits.rows / batch.choiceCount
    let output = TracedOutput(
      name: "logits", shape: [questions, batch.choiceCount], values: logits.values)
    let loss = batch.exampleLabels().map { labels in
      let counts = [Int](repeating: batch.choiceCount, count: questions)
      return tape.segmentedCrossEntropy(
        logits, groups: Targets(choiceCounts: counts, labels: labels).groups, labels: [labels])
    }
    return batch.traced(states, [output], loss)
  }
}
