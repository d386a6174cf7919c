public import LukeData

extension QuestionAnsweringTask {
  /// The answers, of questions of which it is known whether they have one.
  public func tally(
    _ answered: [(answers: [PredictedAnswer], corpus: QuestionCorpus)]
  ) -> AnswerTally? {
    var tally = AnswerTally(.found, of: "answer")
    for (answers, corpus) in answered {
      for (example, answer) in zip(corpus.examples, answers) {
        guard let right = example.answers else { continue }
        if !right.isEmpty { tally.annotate(["answer"]) }
        if answer.answer != nil { tally.answer(["answer"]) }
      }
    }
    return tally
  }
}
