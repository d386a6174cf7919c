import LukeData
import LukeJSON
import LukeTasks

/// `luke-train evaluate MODEL DATA`: scores a model on labelled data.
public enum EvaluateCommand {
  /// Prints the scores of the model on the data, as a table or as JSON.
  public static func run(
    model: String, data: String, asJSON: Bool, overrides: [RecipeOverride], output: LineWriter,
    options: CommandOptions
  ) throws {
    try options.prepareEngine()
    let inference = try InferenceModel(model, overrides: overrides)
    let reporter = ProgressReporter.standardError(isQuiet: options.isQuiet)
    let scores = try inference.answering {
      try evaluate($0, file: data, inference, reporter)
    }
    reporter.finish()
    try output.write(asJSON ? scores.json : scores.table)
  }

  private static func evaluate<Choice: AnsweringChoice>(
    _ choice: Choice, file: String, _ inference: InferenceModel,
    _ reporter: ProgressReporter
  ) throws -> TaskScores {
    try Choice.Task.evaluate(
      choice.settings, choice.data, file: file, inference, reporter)
  }
}

extension TaskScores {
  /// All scores as one JSON object.
  fileprivate var json: String {
    JSONValue.object(
      values.map { JSONValue.Member(key: $0.name, value: .double($0.value)) }
    ).compactText
  }
}
