import LukeTasks

/// A run from its recipe to its final model.
///
/// What happens, in its order: the data are read or made; what they ask of the model is put to the one
/// that the recipe starts from; both together are the work; the work is done step by step.
package enum Run {
  /// Trains as the recipe says, into an open run folder, and shows how it gets on.
  package static func train(
    _ recipe: Recipe, in folder: RunFolder, _ reporter: ProgressReporter,
    observers: [any RunObserver] = []
  ) throws {
    let all = RunObservers([MetricsLog(folder)] + observers)
    try folder.whileInPlace {
      let context = RunContext(
        recipe: recipe, model: try OpenedModel(recipe.model), folder: folder.path,
        reporter: reporter)
      try train(recipe.task, context, folder, all)
    }
  }

  private static func train<Choice: AnyTaskChoice>(
    _ choice: Choice, _ context: RunContext, _ folder: RunFolder, _ observers: RunObservers
  ) throws {
    let (recipe, report) = (context.recipe, context.reporter.note)
    let examples = try Choice.Task.read(choice.settings, choice.data, context)
    let starting = try StartingModel(
      context.model, for: Choice.Task.requirements(choice.settings, examples),
      kind: Choice.Task.kind, recipe: recipe.resolvedText)
    let work = try Choice.Task.makeWork(choice.settings, examples, starting, context)
    let run = TrainingRun(recipe, folder, observers, work, starting)
    starting.notes(on: work.store).forEach(report)
    report(run.summary)
    try folder.begin()
    work.runBegins(report: report)
    try run.run()
  }

  /// Makes what a task trains on, and trains nothing; returns where it is.
  static func prepare(
    _ recipe: Recipe, folder: String, _ reporter: ProgressReporter
  ) throws -> String {
    guard let choice = recipe.task as? any PreparingChoice else {
      throw TrainingError.usage(
        "task.kind is \(recipe.task.kind): only pretraining has something to prepare")
    }
    let context = RunContext(
      recipe: recipe, model: try OpenedModel(recipe.model), folder: folder, reporter: reporter)
    return try prepare(choice, context)
  }

  private static func prepare<Choice: PreparingChoice>(
    _ choice: Choice, _ context: RunContext
  ) throws -> String {
    try Choice.Task.prepare(choice.settings, choice.data, context)
  }
}
