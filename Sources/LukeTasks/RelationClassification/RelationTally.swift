public import LukeData

extension RelationClassificationTask {
  /// The relations; what could not be asked has none.
  public func tally(
    _ answered: [(answers: [PredictedRelation], corpus: RelationCorpus)]
  ) -> AnswerTally? {
    let negative = negativeLabel
    var tally = AnswerTally(.oneEach, of: "example", negative: negative)
    for (answers, corpus) in answered {
      tally.annotate(corpus.examples.map { $0.relation ?? negative })
      tally.answer(answers.compactMap(\.label))
    }
    return tally
  }
}
