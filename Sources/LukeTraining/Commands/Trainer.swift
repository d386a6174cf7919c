import LukeTasks

/// The training loop.
public enum Trainer {
  /// Trains as the recipe says, into an open run folder.
  static func run(recipe: Recipe, folder: RunFolder, isQuiet: Bool) throws {
    try run(recipe: recipe, folder: folder, reporter: .standardError(isQuiet: isQuiet))
  }

  /// The same with any reporter.
  package static func run(recipe: Recipe, folder: RunFolder, reporter: ProgressReporter) throws {
    try folder.whileInPlace {
      try run(
        recipe.task, RunContext(recipe: recipe, folder: folder.path, reporter: reporter), folder)
    }
  }

  private static func run<Choice: AnyTaskChoice>(
    _ choice: Choice, _ context: RunContext, _ folder: RunFolder
  ) throws {
    let (recipe, reporter) = (context.recipe, context.reporter)
    let examples = try Choice.Task.read(choice.settings, choice.data, context)
    let starting = try StartingModel(
      recipe.model, for: Choice.Task.requirements(choice.settings, examples),
      kind: Choice.Task.kind, recipe: recipe.resolvedText)
    let work = try Choice.Task.makeWork(choice.settings, examples, starting, context)
    let run = TrainingRun(recipe, folder, reporter, work, starting)
    starting.notes(on: work.store).forEach(reporter.note)
    reporter.note(run.summary)
    try folder.begin()
    work.runBegins(report: reporter.note)
    try run.run()
  }

  /// Makes what a task trains on, and trains nothing.
  static func prepare(recipe: Recipe, folder: String, isQuiet: Bool) throws {
    guard let choice = recipe.task as? any PreparingChoice else {
      throw TrainingError.usage(
        "task.kind is \(recipe.task.kind): only pretraining has something to prepare")
    }
    let reporter = ProgressReporter.standardError(isQuiet: isQuiet)
    let context = RunContext(recipe: recipe, folder: folder, reporter: reporter)
    reporter.result("prepared: \(try prepare(choice, context))")
  }

  private static func prepare<Choice: PreparingChoice>(
    _ choice: Choice, _ context: RunContext
  ) throws -> String {
    try Choice.Task.prepare(choice.settings, choice.data, context)
  }
}
