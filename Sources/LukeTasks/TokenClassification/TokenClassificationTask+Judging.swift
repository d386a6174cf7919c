import LukeData
import LukeJSON

extension TokenClassificationTask {
  /// The tags of each sentence held against those of the file; where they mark entities, these are compared.
  public func judged(_ answers: [TaggedWords], _ corpus: AnnotatedCorpus) -> [JudgedAnswer] {
    zip(corpus.sentences, answers).map { sentence, answer in
      let gold = WordTags(sentence).names
      let tags = answer.tags.map(\.name)
      guard let entities = answer.entities else {
        return JudgedAnswer(
          sentence.location, gold: .array(gold.map(JSONValue.string)), isRight: gold == tags,
          pairs: zip(gold, tags).map { .init(gold: $0, answer: $1) },
          confidences: zip(gold, answer.tags).map { .init(score: $1.score, isRight: $0 == $1.name) }
        )
      }
      return JudgedAnswer(
        sentence.location, gold: JudgedEntities.gold(of: sentence),
        isRight: JudgedEntities.isRight(entities, sentence),
        pairs: JudgedEntities.pairs(entities, sentence),
        confidences: JudgedEntities.confidences(entities, sentence))
    }
  }
}

extension TokenClassificationTask {
  /// Words beside their annotated and their answered tags.
  public func comparedWords(_ answers: [TaggedWords], _ corpus: AnnotatedCorpus) -> [String]? {
    EntityAnswers.comparedLines(
      corpus.sentences, tags: corpus.sentences.map { WordTags($0).names },
      answers.map { $0.tags.map(\.name) }, marksDocuments: corpus.layout.marksDocuments)
  }
}
