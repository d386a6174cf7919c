public import LukeData

extension TokenClassificationTask {
  /// The entities where tags mark such, else the tags of words.
  public func tally(
    _ answered: [(answers: [TaggedWords], corpus: AnnotatedCorpus)]
  ) -> AnswerTally? {
    if marksEntities {
      return .entities(
        answered.map { (answers: $0.answers.map { $0.entities ?? [] }, corpus: $0.corpus) })
    }
    var tally = AnswerTally(.oneEach, of: "word")
    for (answers, corpus) in answered {
      for sentence in corpus.sentences { tally.annotate(WordTags(sentence).names) }
      for answer in answers { tally.answer(answer.tags.map(\.name)) }
    }
    return tally
  }
}
