public import LukeData

extension MultipleChoiceTask {
  /// The places of the choices: whoever learns nothing likes one of them best.
  public func tally(
    _ answered: [(answers: [PredictedChoice], corpus: ChoiceCorpus)]
  ) -> AnswerTally? {
    var tally =
      hasSeveralAnswers
      ? AnswerTally(.found, of: "right choice") : AnswerTally(.oneEach, of: "question")
    for (answers, corpus) in answered {
      for (example, answer) in zip(corpus.examples, answers) {
        guard let right = example.answers ?? example.answer.map({ [$0] }) else { continue }
        tally.annotate(right.map(Self.name))
        tally.answer((answer.indices ?? [answer.index]).map(Self.name))
      }
    }
    return tally
  }

  private static func name(_ index: Int) -> String { "choice \(index + 1)" }
}
