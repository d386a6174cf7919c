import LukeTasks

/// A recipe that is tried out: its data are read and its model is made, and nothing is written.
struct TriedRecipe: Sendable {
  let recipe: Recipe
  private let folder: String

  /// A recipe that is known to be sound.
  init(_ recipe: Recipe, file: String) {
    var recipe = recipe
    folder = recipe.place(nil, name: Recipe.name(ofFile: file))
    self.recipe = recipe
  }

  /// Reads the recipe in a file.
  /// - Throws: one `TrainingError` with every fault of the recipe; `.usage` for pretraining whose data are not
  ///   prepared.
  init(file: String, overrides: [RecipeOverride]) throws {
    var (recipe, faults) = try Recipe.read(file, overrides: overrides)
    try recipe.check(faults)
    folder = recipe.place(nil, name: Recipe.name(ofFile: file))
    if let choice = recipe.task as? TaskChoice<Pretraining> {
      let prepared = choice.settings.prepared ?? folder + "/" + PreparedFolder.defaultName
      if !PreparedFolder.isPrepared(prepared) {
        throw TrainingError.usage(
          "\(prepared): nothing is prepared there; luke-train prepare \(file) makes what pretraining reads"
        )
      }
    }
    self.recipe = recipe
  }

  /// The files and folders that are read.
  var inputs: [String] { recipe.inputs.map(\.path) }

  /// What the work of the run is made of.
  func context(_ observer: any RunObserver) throws -> RunContext {
    try Engine.load()
    var recipe = recipe
    if recipe.readsEntities { try recipe.task.noteInputs() }
    return try RunContext(
      recipe: recipe, model: try OpenedModel(recipe.model), folder: folder, observer: observer
    ).settled()
  }
}
