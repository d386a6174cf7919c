public import LukeData

extension SequenceClassificationTask {
  /// The classes; none of texts that are given scores.
  public func tally(
    _ answered: [(answers: [PredictedText], corpus: TextCorpus)]
  ) -> AnswerTally? {
    if problemType == .regression { return nil }
    let hasSeveral = problemType == .multiLabelClassification
    var tally =
      hasSeveral ? AnswerTally(.found, of: "label") : AnswerTally(.oneEach, of: "example")
    for (answers, corpus) in answered {
      for example in corpus.examples { tally.annotate(example.labels ?? []) }
      for answer in answers { tally.answer(answer.labels.map(\.name)) }
    }
    return tally
  }
}
