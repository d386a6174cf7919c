public import LukeData

extension AnswerTally {
  /// Entities, those that no answer can be equal to among the annotated ones.
  static func entities(
    _ answered: [(answers: [[PredictedEntity]], corpus: AnnotatedCorpus)]
  ) -> AnswerTally {
    var tally = AnswerTally(.found, of: "entity", plural: "entities")
    for (answers, corpus) in answered {
      for sentence in corpus.sentences {
        tally.annotate(sentence.entities.map(\.label) + sentence.unalignedEntities.map(\.label))
      }
      tally.answer(answers.joined().map(\.label))
    }
    return tally
  }
}

extension NamedEntityRecognitionTask {
  /// The entities.
  public func tally(
    _ answered: [(answers: [[PredictedEntity]], corpus: AnnotatedCorpus)]
  ) -> AnswerTally? { .entities(answered) }
}

extension EntitiesOfWordsTask {
  func tally(
    _ answered: [(answers: [[PredictedEntity]], corpus: AnnotatedCorpus)]
  ) -> AnswerTally? { .entities(answered) }
}
