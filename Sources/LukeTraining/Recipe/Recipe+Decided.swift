import LukeTasks

extension Recipe {
  /// Whether the best model is kept and becomes the final one, as the recipe says or as is usual for its task.
  var keepsBest: Bool { training.keepBest ?? Self.keepsBest(task) }

  private static func keepsBest<Choice: AnyTaskChoice>(_ choice: Choice) -> Bool {
    Choice.Task.keepsBest(choice.settings)
  }

  /// The recipe with what is usual where it leaves it open, to be compared with others.
  var decided: Recipe {
    var recipe = self
    recipe.training.keepBest = keepsBest
    return recipe
  }
}
