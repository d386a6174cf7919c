/// What the files of a sweep are called.
enum SweepFileName {
  /// The plan, the recipe and how far each trial is.
  static let state = "sweep.json"
  /// The trials as a table.
  static let table = "sweep.tsv"
  /// The recipe of the best trial.
  static let bestRecipe = "best.json"
  /// The run folder of that recipe.
  static let bestRun = "best"
}
