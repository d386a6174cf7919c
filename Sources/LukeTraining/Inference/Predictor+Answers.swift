import LukeData
import LukeTasks

extension Predictor {
  /// The part of a text that answers a question.
  ///
  /// - Throws: `TrainingError.usage` where the model is of another task.
  public func answer(to question: String, in context: String) throws -> PredictedAnswer {
    let example = QuestionExample(
      context: context, question: question, location: SourceLocation(file: "text", line: 1))
    return try answers(to: [example])[0]
  }

  /// The answer to each question.
  public func answers(to examples: [QuestionExample]) throws -> [PredictedAnswer] {
    try answers(of: QuestionAnsweringTask.self, to: QuestionCorpus(examples))
  }
}
