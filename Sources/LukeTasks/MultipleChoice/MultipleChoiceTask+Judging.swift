import LukeData
import LukeJSON

extension MultipleChoiceTask {
  /// The choice that was taken held against the right one; where any number may be right, all of them.
  public func judged(_ answers: [PredictedChoice], _ corpus: ChoiceCorpus) -> [JudgedAnswer] {
    zip(corpus.examples, answers).map { example, answer in
      let names = example.choices.map { $0.label ?? $0.text }
      let right = example.answers ?? example.answer.map { [$0] }
      guard let right else { return JudgedAnswer(example.location, gold: .null, isRight: nil) }
      guard let taken = answer.indices else {
        return JudgedAnswer(
          example.location, gold: right.first.map { .string(names[$0]) } ?? .null,
          isRight: right.first == answer.index,
          confidences: JudgedAnswer.confidences(
            answer.scores[answer.index], right.first == answer.index))
      }
      return JudgedAnswer(
        example.location, gold: .array(right.map { .string(names[$0]) }),
        isRight: Set(right) == Set(taken),
        confidences: taken.map { .init(score: answer.scores[$0], isRight: right.contains($0)) })
    }
  }
}
