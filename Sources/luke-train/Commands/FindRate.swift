import ArgumentParser
import LukeTraining

struct FindRate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find a learning rate for a recipe.",
    discussion: """
      Trains from the recipe's start with a rate that grows from step to step, prints rates and losses, and \
      suggests the rate where the smoothed loss falls steepest. Ends where the loss is more than four \
      times its lowest. Nothing is written but what --output names; what a pretraining recipe reads must \
      be prepared.
      """)

  @OptionGroup var recipe: RecipeArgument

  @Option(help: ArgumentHelp("The rate of the first step.", valueName: "rate"))
  var lowest = RateSearch.Settings().lowest

  @Option(help: ArgumentHelp("The rate of the last step.", valueName: "rate"))
  var highest = RateSearch.Settings().highest

  @Option(help: ArgumentHelp("How many steps, each with its own rate.", valueName: "n"))
  var steps = RateSearch.Settings().steps

  @Option(
    help: ArgumentHelp("A file for all steps, one JSON object a line.", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup var replacing: ReplaceOption

  @OptionGroup var common: CommonOptions

  private var settings: RateSearch.Settings {
    var settings = RateSearch.Settings()
    (settings.lowest, settings.highest, settings.steps) = (lowest, highest, steps)
    return settings
  }

  func validate() throws {
    try OutputName.check(output, "--output", takesStandardOutput: true)
    if let fault = settings.faults.first { throw ValidationError(fault) }
  }

  func run() throws {
    let table = LineWriter()
    let progress = common.begin()
    let search = try RateSearch(
      recipeFile: recipe.path, overrides: recipe.settings, settings: settings)
    let file = try output.map {
      try LineWriter.to($0, reading: search.inputs + [recipe.path], isReplacing: replacing.replace)
    }
    let report = try search.run(observer: progress)
    progress.finish()
    if let file {
      for line in report.jsonLines { try file.write(line) }
      try file.close()
    }
    // Where the lines go to standard output, they are not mingled with a table.
    if output == "-" { return }
    try report.lines.forEach(table.show)
    try table.close()
  }
}
