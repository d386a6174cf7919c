import ArgumentParser
import LukeTraining

/// The recipe of a command, and the keys of it that the command line sets.
struct RecipeArgument: ParsableArguments {
  @Argument(help: ArgumentHelp("The recipe, a JSON file.", valueName: "recipe"))
  var path: String

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Set a key of the recipe; may be repeated. Paths start from the current folder.",
      valueName: "key.path=value"))
  var settings: [RecipeOverride] = []
}

/// The options of every command that takes a recipe and a run folder.
struct RecipeOptions: ParsableArguments {
  @OptionGroup var recipe: RecipeArgument

  @Option(
    help: ArgumentHelp(
      "The run folder (default: the recipe's output, or Checkpoints/<recipe name>).",
      valueName: "dir"))
  var output: String?

  func validate() throws { try OutputName.check(output, "--output") }

  /// What trains as the recipe says.
  func trainer(start: RunStart = .new) throws -> Trainer {
    try Trainer(
      recipeFile: recipe.path, overrides: recipe.settings, folder: output, start: start)
  }
}

extension RecipeOverride: ExpressibleByArgument {
  /// Reads the value of `--set`.
  public init?(argument: String) { self.init(argument) }
}
