public import LukeAutodiff

extension LukeForSequenceClassification: ClassifyingHead {
  /// Its first words are what is classified.
  public static var pooler: LukePooler { .read }
  /// Yes.
  public static var readsWordsAlone: Bool { true }
  /// RoBERTa has no pooler there, and a dense layer of the classifier that does the same.
  public static func modules(of family: EncoderFamily) -> [(own: String, theirs: String)] {
    guard family.hasDenseClassifier else { return [] }
    return [
      (LukeNames.belowLuke(LukeModule.pooler) + ".dense", LukeModule.classifier + ".dense"),
      (LukeModule.classifier, LukeModule.classifier + ".out_proj"),
    ]
  }

  /// Logits `[examples, labels]`.
  public func outputs(_ input: PackedBatch, on tape: Tape) -> Tensor {
    let rows = input.segments.map { Int32($0.words.lowerBound) }
    return logits(pooled: pool(luke(input, on: tape), rows: rows, on: tape), on: tape)
  }

  /// Hidden states, logits of the examples, and the loss of the problem type where the batch has `labels`.
  public func trace(
    _ batch: PaddedBatch, on tape: Tape
  ) throws -> (outputs: [TracedOutput], loss: Tensor?) {
    let targets = try targets(batch)
    let batch = batch.readingFirstWords()
    let states = luke(batch.packed, on: tape)
    let logits = logits(pooled: pool(states, rows: batch.firstWordRows, on: tape), on: tape)
    return batch.traced(
      states, [TracedOutput(name: "logits", logits)], targets.map { tape.loss(logits, $0) })
  }

  /// RoBERTa's classifier has dropout before its dense layer, too.
  private func pool(_ states: LukeHiddenStates, rows: [Int32], on tape: Tape) -> Tensor {
    let configuration = luke.configuration
    return luke.pool(
      states, rows: rows,
      dropout: configuration.family.hasDenseClassifier ? configuration.dropoutOfClassifiers : 0,
      on: tape)
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
