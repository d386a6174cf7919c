import LukeData
import LukeTasks

/// `luke-train predict MODEL [INPUT]`: entities or relations of new text.
public enum PredictCommand {
  /// Writes one JSON line for each input example.
  /// - Parameter input: a file, or `-` for standard input.
  public static func run(
    model: String, input: String, overrides: [RecipeOverride], output: LineWriter,
    options: CommandOptions
  ) throws {
    try options.prepareEngine()
    let inference = try InferenceModel(model, overrides: overrides)
    let reporter = ProgressReporter.standardError(isQuiet: options.isQuiet)
    try inference.answering {
      try predict($0, file: input, inference, reporter, emit: output.write)
    }
    reporter.finish()
  }

  private static func predict<Choice: AnsweringChoice>(
    _ choice: Choice, file: String, _ inference: InferenceModel,
    _ reporter: ProgressReporter, emit: (String) throws -> Void
  ) throws {
    try Choice.Task.predict(
      choice.settings, choice.data, file: file, inference, reporter, emit: emit)
  }
}
