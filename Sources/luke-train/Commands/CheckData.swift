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

  @Option(
    help: ArgumentHelp(
      "Look for likely label errors, too: examples of which this trained model is sure that they are something else. "
        + "One that was not trained on them finds more.", valueName: "model"), completion: .file())
  var model: String?

  @Option(
    help: ArgumentHelp("How sure --model has to be, from 0 to 1.", valueName: "share"))
  var sure = 0.9

  @Flag(help: "Print all that was found as one JSON object.")
  var json = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if !(0...1).contains(sure) {
      throw ValidationError("--sure must be from 0 to 1, but is \(sure).")
    }
  }

  func run() throws {
    let output = LineWriter()
    let progress = common.begin()
    let check = try DataCheck(recipeFile: recipe.path, overrides: recipe.settings)
    let report = try check.run(
      model: model.map { (path: $0, threshold: sure) }, observer: progress)
    progress.finish()
    if json { try output.write(report.json) } else { try report.lines.forEach(output.show) }
    try output.close()
    try report.throwIfAnyError()
  }
}
