import LukeData
import LukeTasks

extension Predictor {
  /// Which of several choices answers a question, or goes on with a text.
  ///
  /// - Throws: `TrainingError.usage` where the model is of another task, or there are fewer than two
  ///   choices.
  public func choice(
    for question: String, among choices: [String], context: String? = nil
  ) throws -> PredictedChoice {
    if choices.count < 2 {
      throw TrainingError.usage(
        counted(choices.count, "choice") + " to choose among; at least 2 are needed")
    }
    let example = ChoiceExample(
      context: context, question: question, choices: choices.map { .init(text: $0) },
      location: SourceLocation(file: "text", line: 1))
    return try self.choices(for: [example])[0]
  }

  /// The choice for each question.
  public func choices(for examples: [ChoiceExample]) throws -> [PredictedChoice] {
    try answers(of: MultipleChoiceTask.self, to: ChoiceCorpus(examples))
  }
}
