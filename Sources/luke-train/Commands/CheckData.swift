import ArgumentParser
import LukeTraining

struct CheckData: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look at the data of a recipe before anything is trained.",
    discussion: """
      Shows what is in each file, how the first example was understood, and what is wrong or likely not what \
      was meant, with file and line. Reads and tokenizes all data of a fine-tuning recipe; nothing is \
      written. The status is 65 where training would refuse the data, 66 where files are not there; warnings \
      leave it 0.
      """)

  @OptionGroup var recipe: RecipeArgument

  @Flag(help: "Print all that was found as one JSON object.")
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let output = LineWriter()
    let progress = common.begin()
    let check = try DataCheck(recipeFile: recipe.path, overrides: recipe.settings)
    let report = try check.run(observer: progress)
    progress.finish()
    for line in json ? [report.json] : report.lines { try output.write(line) }
    try output.close()
    try report.throwIfAnyError()
  }
}
