import ArgumentParser
import LukeTraining

/// The recipe of a command, and the keys of it that the command line sets.
struct RecipeArgument: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The recipe, a JSON file.", valueName: "recipe"), completion: .recipe)
  var path: String

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Set a key of the recipe; the value is JSON, or else text. May be repeated. Paths start from the current folder.",
      valueName: "key.path=value"))
  var settings: [RecipeOverride] = []
}

/// The options of every command that takes a recipe and a run folder.
struct RecipeOptions: ParsableArguments {
  @OptionGroup var recipe: RecipeArgument

  @Option(
    help: ArgumentHelp(
      "The run folder (default: the recipe's output, or Checkpoints/<recipe name>).",
      valueName: "dir"), completion: .directory)
  var output: String?

  func validate() throws { try OutputName.check(output, "--output") }

  /// What trains as the recipe says.
  func trainer(start: RunStart = .new) throws -> Trainer {
    try Trainer(
      recipeFile: recipe.path, overrides: recipe.settings, folder: output, start: start)
  }
}

extension CompletionKind {
  /// What the shell offers for a recipe.
  static var recipe: CompletionKind { .file(extensions: ["json"]) }
}

extension RecipeOverride: ExpressibleByArgument {
  /// Reads the value of `--set`.
  public init?(argument: String) { self.init(argument) }
}
