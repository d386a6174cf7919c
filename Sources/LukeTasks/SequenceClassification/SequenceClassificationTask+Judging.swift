import LukeData
import LukeJSON
import LukeModel

extension SequenceClassificationTask {
  /// The class, the classes or the score of each text held against those of the file; no score is exactly right.
  public func judged(_ answers: [PredictedText], _ corpus: TextCorpus) -> [JudgedAnswer] {
    zip(corpus.examples, answers).map { example, answer in
      switch labels.problemType {
      case .regression:
        let gold = example.labels?.first
        return JudgedAnswer(
          example.location, gold: gold.flatMap(Double.init).map(JSONValue.double) ?? .null,
          isRight: nil)
      case .multiLabelClassification:
        return JudgedAnswer(example.location, gold: example.labels, answers: answer.labels)
      case .singleLabelClassification, nil:
        return JudgedAnswer(
          example.location, gold: example.labels?.first, answer: answer.labels.first?.name,
          score: answer.labels.first?.score)
      }
    }
  }
}
