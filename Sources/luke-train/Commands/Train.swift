import ArgumentParser
import LukeTraining

struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train as a recipe says (the default command).",
    usage:
      "luke-train <recipe> [--set <key.path=value> ...] [--output <dir>] [--resume | --fresh] [--threads <n>] [--quiet]"
  )

  @Argument(help: "The recipe, a JSON file.")
  var recipe: String

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Set a key of the recipe; may be repeated. Paths start from the current folder.",
      valueName: "key.path=value"))
  var settings: [RecipeOverride] = []

  @Option(
    help: ArgumentHelp(
      "The run folder (default: the recipe's output, or Checkpoints/<recipe name>).",
      valueName: "dir"))
  var output: String?

  @Flag(help: "Continue the run in the folder from its newest checkpoint, or begin it.")
  var resume = false

  @Flag(help: "Remove the files of the run in the folder and begin again.")
  var fresh = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if resume, fresh { throw ValidationError("Give --resume or --fresh, not both.") }
  }

  func run() throws {
    try TrainCommand.run(
      recipePath: recipe, overrides: settings, output: output,
      start: resume ? .resume : fresh ? .fresh : .new,
      options: common.options)
  }
}

extension RecipeOverride: ExpressibleByArgument {
  /// Reads the value of `--set`.
  public init?(argument: String) { self.init(argument) }
}
