import LukeData
import LukeJSON
import LukeSystem
import LukeTasks

/// Answers every training example with a model that was not trained on it.
///
/// The training data are parted; for each part a model is trained as the recipe says, on all the others. Nothing is
/// written, and the model is that of the last step, whatever the recipe says of the best one: to choose it by the
/// part would be to train on it.
struct CrossValidation {
  private let recipe: Recipe
  private let recipeFile: String
  private let partCount: Int

  /// What came of it.
  struct Result {
    /// The answers to all examples, beside what is annotated.
    var answers: [JSONValue] = []
    /// The scores of each part.
    var scores: [TaskScores] = []
  }

  /// Prepares to train as a recipe says that is known to be sound.
  /// - Parameter partCount: how many parts there are; at least two.
  init(_ recipe: Recipe, file: String, partCount: Int) {
    (self.recipe, recipeFile, self.partCount) = (recipe, file, partCount)
  }

  /// Trains and answers.
  /// - Throws: `TrainingError.usage` for data that cannot be divided; any `UserError` of a run; an `Interruption`; what
  ///   the observer throws.
  func run(_ observer: any RunObserver) throws -> Result {
    var result = Result()
    for number in 0..<partCount {
      var recipe = recipe
      guard let task = recipe.task.holdingBack(.init(number, of: partCount)) else {
        throw TrainingError.usage(
          "task.kind is \(recipe.task.kind): its data cannot be parted for cross-validation")
      }
      recipe.task = task
      let activity = RunActivity.crossValidating(part: number + 1, of: partCount)
      let context = try TriedRecipe(recipe, file: recipeFile).context(QuietProgress(observer))
      try answer(context.recipe.taskOfModel, context, activity, observer, adding: &result)
    }
    return result
  }

  /// Trains on all but a part, and answers it.
  private func answer<Choice: AnyTaskChoice>(
    _ choice: Choice, _ context: RunContext, _ activity: RunActivity, _ observer: any RunObserver,
    adding result: inout Result
  ) throws {
    let (_, work, _) = try Run.makeWork(of: choice, context)
    // What is read before tells how far it is itself.
    try observer.observe(.began(activity))
    let stepCount = work.stepCount
    for index in work.stages.indices {
      let running = work.running(index)
      defer { running.optimizer.finish() }
      for step in running.steps {
        try running.take(step, of: work)
        try observer.observe(.advanced(activity, RunProgress(step + 1, of: stepCount, .steps)))
      }
    }
    let scores = try work.score(.validation) { _, _ in try InterruptFlag.current.check() }
    result.answers += try scores.answers?.judged().objects ?? []
    result.scores.append(scores)
    try observer.observe(.ended(activity))
  }
}
