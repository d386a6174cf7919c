import ArgumentParser
import LukeTraining

struct SweepTrials: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Train a recipe with several values of its keys, and find the best.",
    discussion: """
      Each trial is an ordinary run in FOLDER/trial-N. Scores on validation data decide; those on test \
      data are shown alone. What comes out is a table on standard output, FOLDER/sweep.json, \
      FOLDER/sweep.tsv and the recipe of the best trial, FOLDER/best.json.

      --grid key=a,b,c tries every value with every value of the other keys; --random key=lowest..highest \
      or key=a,b,c draws values, numbers by their logarithms where the range is positive and spans a \
      factor of ten. A trial whose best score is worse than the median of what the others had at the same share \
      of their steps is stopped, after a third of its steps at the earliest. Example:
        luke-train sweep people.json --grid training.learning_rate=1e-5,3e-5,1e-4
      """)

  @Argument(
    help: ArgumentHelp("The recipe, a JSON file.", valueName: "recipe"), completion: .recipe)
  var path: String

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A key and all values to try; may be repeated.", valueName: "key.path=value,value"))
  var grid: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A key and what values are drawn from; may be repeated.",
      valueName: "key.path=lowest..highest"))
  var random: [String] = []

  @Option(help: ArgumentHelp("How many trials --random draws.", valueName: "n"))
  var trials: Int?

  @Option(help: ArgumentHelp("The seed of --random (default: 42).", valueName: "n"))
  var seed: Int?

  @Option(
    help: ArgumentHelp(
      "The time for all trials together, such as 45min or 2h; one that does not fit is not begun.",
      valueName: "time"))
  var budget: String?

  @Flag(help: "Stop no trial early.")
  var noStopping = false

  @Flag(help: "Keep the checkpoints of trials that are over.")
  var keepCheckpoints = false

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Set a key of the recipe for all trials; may be repeated.", valueName: "key.path=value"))
  var overrides: [RecipeOverride] = []

  @Option(
    help: ArgumentHelp(
      "The folder of the sweep (default: Checkpoints/<recipe name>-sweep).", valueName: "folder"),
    completion: .directory)
  var output: String?

  @Flag(help: "Go on with the sweep in the folder; --grid and --random may be left out.")
  var resume = false

  @Flag(help: "Remove the files of the sweep in the folder and begin again.")
  var fresh = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try OutputName.check(output, "--output")
    if resume, fresh { throw ValidationError("Give --resume or --fresh, not both.") }
    if !grid.isEmpty, !random.isEmpty {
      throw ValidationError("Give --grid or --random, not both.")
    }
    if grid.isEmpty, random.isEmpty, !resume {
      throw ValidationError("Give --grid or --random with a key and its values.")
    }
    if random.isEmpty, trials != nil || seed != nil {
      throw ValidationError("--trials and --seed are of --random.")
    }
    if !random.isEmpty, trials == nil { throw ValidationError("--random needs --trials.") }
    if let trials, !(1...SearchPlan.mostTrials).contains(trials) {
      throw ValidationError(
        "--trials must be from 1 to \(SearchPlan.mostTrials), but is \(trials).")
    }
    if let budget, TimeSpan.seconds(budget) == nil {
      throw ValidationError("--budget must be a time such as 45min or 2h, but is \(budget).")
    }
  }

  func run() throws {
    let output = LineWriter()
    let progress = common.begin()
    let report = try sweep().run(observers: [progress])
    progress.finish()
    try output.showText(report.table)
    if let best = report.best {
      try output.show("best: trial \(best.number), whose recipe is \(report.recipePath)")
    }
    try output.close()
  }

  private func sweep() throws -> Sweep {
    var settings = Sweep.Settings()
    settings.budget = budget.flatMap(TimeSpan.seconds)
    settings.stopsEarly = !noStopping
    settings.keepsCheckpoints = keepCheckpoints
    return try Sweep(
      recipeFile: path, plan(), overrides: overrides, folder: output, settings: settings,
      start: resume ? .resume : fresh ? .fresh : .new)
  }

  private func plan() throws -> SearchPlan? {
    if let trials {
      return try SearchPlan(
        random.map { try SearchKey(parsing: $0, of: "--random") },
        .random(trials: trials, seed: seed ?? 42))
    }
    if grid.isEmpty { return nil }
    return try SearchPlan(grid.map { try SearchKey(parsing: $0, of: "--grid") }, .grid)
  }
}
