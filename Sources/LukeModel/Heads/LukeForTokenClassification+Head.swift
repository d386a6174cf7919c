public import LukeAutodiff

extension LukeForTokenClassification: FineTunedHead {
  /// There is none.
  public static var pooler: LukePooler { .absent }
  /// Yes.
  public static var readsWordsAlone: Bool { true }

  /// Logits `[words, labels]` of all words; words that are not classified have a negative target.
  public func outputs(_ input: PackedBatch, on tape: Tape) -> Tensor {
    logits(luke(input, on: tape), on: tape)
  }

  /// Hidden states, logits of the words, and their loss where the batch has `labels`, −100 for none.
  public func trace(
    _ batch: PaddedBatch, on tape: Tape
  ) throws -> (outputs: [TracedOutput], loss: Tensor?) {
    try batch.checkLabels("labels", of: .word, classes: luke.configuration.labelCount)
    let batch = batch.readingLabelledWords()
    let states = luke(batch.packed, on: tape)
    let logits = logits(states, on: tape)
    return batch.classified(
      states, batch.words(named: "logits", logits), logits, batch.wordLabels(), on: tape)
  }
}
