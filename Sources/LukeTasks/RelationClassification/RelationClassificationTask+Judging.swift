import LukeData
import LukeJSON

extension RelationClassificationTask {
  /// The relation of each example held against that of the file; of texts with all their pairs, those of each
  /// text together.
  public func judged(_ answers: [PredictedRelation], _ corpus: RelationCorpus) -> [JudgedAnswer] {
    let single = zip(corpus.examples, answers).map { example, answer in
      JudgedAnswer(
        example.relationLocation ?? example.location, gold: example.relation, answer: answer.label,
        score: answer.score)
    }
    guard let texts = corpus.pairedTexts else { return single }
    return texts.map { text in
      let pairs = single[text.examples]
      return JudgedAnswer(joining: pairs, at: pairs.first?.location)
    }
  }
}
