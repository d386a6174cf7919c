import ArgumentParser
import LukeTraining

struct Plan: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what a run will cost: time, memory and disk.",
    discussion: """
      Reads the data of a recipe, makes its model, and takes some steps on them, the largest batch among them. \
      Nothing is written but a checkpoint and a model, which are timed, among the temporary files (TMPDIR), and \
      removed again. The times are those of this machine as busy as it is now.
      """)

  @OptionGroup var recipe: RecipeArgument

  @Flag(help: "Print the plan as one JSON object.")
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let output = LineWriter()
    let progress = common.begin()
    let report = try RunPlan(recipeFile: recipe.path, overrides: recipe.settings)
      .run(observer: progress)
    progress.finish()
    if json { try output.write(report.json) } else { try report.lines.forEach(output.show) }
    try output.close()
  }
}
