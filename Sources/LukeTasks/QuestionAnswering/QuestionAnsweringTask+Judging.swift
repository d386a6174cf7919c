import LukeData
import LukeJSON

extension QuestionAnsweringTask {
  /// Each answer held against those that people gave, by the rules that scores go by.
  public func judged(_ answers: [PredictedAnswer], _ corpus: QuestionCorpus) -> [JudgedAnswer] {
    let comparison = comparison(for: corpus).0
    return zip(corpus.examples, answers).map { example, answer in
      guard let gold = example.answers?.map(\.text) else {
        return JudgedAnswer(example.location, gold: .null, isRight: nil)
      }
      let agreement = comparison.best(answer.answer?.text ?? "", gold: gold)
      return JudgedAnswer(
        example.location, gold: .array(gold.map(JSONValue.string)),
        isRight: agreement.exactMatch == 1,
        confidences: JudgedAnswer.confidences(answer.answer?.score, agreement.exactMatch == 1))
    }
  }
}
