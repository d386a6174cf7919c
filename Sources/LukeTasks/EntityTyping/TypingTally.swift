public import LukeData

extension EntityTypingTask {
  /// The types.
  public func tally(
    _ answered: [(answers: [[PredictedTypes]], corpus: MentionCorpus)]
  ) -> AnswerTally? {
    var tally =
      hasOneType ? AnswerTally(.oneEach, of: "mention") : AnswerTally(.found, of: "type")
    for (answers, corpus) in answered {
      for mention in corpus.texts.flatMap(\.mentions) { tally.annotate(Set(mention.labels ?? [])) }
      for answer in answers.joined() { tally.answer(answer.labels.map(\.name)) }
    }
    return tally
  }
}
