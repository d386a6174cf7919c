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
    try inference.task.accept(
      Visitor(inference: inference, input: input, output: output, reporter: reporter))
    reporter.finish()
  }

  private struct Visitor: TaskVisitor {
    typealias Output = Void

    let inference: InferenceModel
    let input: String
    let output: LineWriter
    let reporter: ProgressReporter

    func visit(_ pretraining: PretrainingSettings) throws -> Output {
      throw inference.pretrainedOnly
    }

    func visit<Task: FineTuningTask>(_ type: Task.Type, _ settings: Task.Settings) throws {
      let source = try inference.source(input)
      let corpus = try Task.read(source, inference.data, requiresLabels: false)
      reporter.note(Task.describe(corpus))
      corpus.notes.forEach(reporter.note)
      let (task, model) = try inference.load(type, settings, report: reporter.note)
      let prepared = task.features(of: corpus)
      prepared.notes.forEach(reporter.note)
      let total = prepared.features.count
      let logits = try EvaluationLoop.logits(task, prepared.features, model) { done in
        reporter.show(passing: "predicting \(done)/\(total)")
      }
      let answers = task.answers(corpus, prepared.features, logits: logits)
      for line in try task.lines(answers, corpus) { try output.write(line) }
    }
  }
}
