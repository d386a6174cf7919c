import LukeData
import LukeJSON

extension ClozeQuestionAnsweringTask {
  /// What fills each gap held against the right answers, as scores compare them.
  public func judged(_ answers: [[PredictedCandidate]], _ corpus: ClozeCorpus) -> [JudgedAnswer] {
    zip(corpus.passages, answers).flatMap { passage, answers in
      zip(passage.questions, answers).map { question, answer in
        let gold = question.answers?.map(\.text)
        let words = AnswerNormalization.squad.words(of:)
        let found = answer.text.map(words)
        let isRight = gold.flatMap { gold in
          gold.isEmpty ? nil : gold.contains { words($0) == found }
        }
        return JudgedAnswer(
          passage.location, gold: gold.map { .array($0.map(JSONValue.string)) } ?? .null,
          isRight: isRight,
          confidences: JudgedAnswer.confidences(answer.text == nil ? nil : answer.score, isRight))
      }
    }
  }
}
