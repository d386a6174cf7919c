import LukeData
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
    let scores = try inference.task.accept(
      Visitor(inference: inference, file: data, reporter: reporter))
    reporter.finish()
    try output.write(asJSON ? scores.json : scores.table)
  }

  private struct Visitor: TaskVisitor {
    typealias Output = TaskScores

    let inference: InferenceModel
    let file: String
    let reporter: ProgressReporter

    func visit(_ pretraining: PretrainingSettings) throws -> Output {
      throw inference.pretrainedOnly
    }

    func visit<Task: FineTuningTask>(
      _ type: Task.Type, _ settings: Task.Settings
    ) throws -> TaskScores {
      let source = try inference.source(file)
      let corpus = try Task.read(source, inference.data, requiresLabels: true)
      reporter.note(Task.describe(corpus))
      corpus.notes.forEach(reporter.note)
      try Task.check([corpus], against: inference.labels)
      let (task, model) = try inference.load(type, settings, report: reporter.note)
      let data = FineTuningData(
        task, train: [], validation: [corpus], test: [], report: reporter.note)
      return try data.score(data.validation, model) { done, total in
        reporter.show(passing: "scoring \(done)/\(total)")
      }
    }
  }
}

extension TaskScores {
  /// All scores as one JSON object.
  fileprivate var json: String {
    JSONValue.object(values.map { JSONMember($0.name, JSONNode(.double($0.value))) }).compactText
  }
}
