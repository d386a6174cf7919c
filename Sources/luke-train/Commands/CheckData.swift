import ArgumentParser
import LukeTraining

struct CheckData: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look at the data of a recipe before anything is trained.",
    discussion: """
      Shows what is in each file, how the first example was understood, and what is wrong or likely not what \
      was meant, with file and line. Reads and tokenizes all data of a fine-tuning recipe, and trains models \
      on them with --cross-validate alone; nothing is written. The status is 65 where training would refuse the \
      data, 66 where files are not there; warnings leave it 0.
      """)

  @OptionGroup var recipe: RecipeArgument

  @Option(
    help: ArgumentHelp(
      "Look for likely label errors, too: examples of which this trained model is sure that they are something else. "
        + "One that was not trained on them finds more.", valueName: "model"), completion: .file())
  var model: String?

  @Option(
    help: ArgumentHelp(
      "Look for likely label errors among the training examples: part them, train a model for each of so many parts on "
        + "the others as the recipe says, and let it answer its part. Takes as long as so many runs.",
      valueName: "parts"))
  var crossValidate: Int?

  @Option(
    help: ArgumentHelp(
      "How sure --model or --cross-validate has to be, from 0 to 1 (default: 0.9).",
      valueName: "share"))
  var sure: Double?

  @Flag(help: "Print all that was found as one JSON object.")
  var json = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let sure, !(0...1).contains(sure) {
      throw ValidationError("--sure must be from 0 to 1, but is \(sure).")
    }
    if let crossValidate, !(2...100).contains(crossValidate) {
      throw ValidationError(
        "--cross-validate must be from 2 to 100 parts, but is \(crossValidate).")
    }
    if model != nil, crossValidate != nil {
      throw ValidationError("--model and --cross-validate cannot be given together.")
    }
    if sure != nil, search == nil {
      throw ValidationError(
        "--sure is for likely label errors, which are looked for with --model or --cross-validate alone; give one of "
          + "them, too.")
    }
  }

  /// Who looks for likely label errors.
  private var search: LabelErrorSearch.Judge? {
    crossValidate.map { .crossValidation(parts: $0) } ?? model.map { .model($0) }
  }

  func run() throws {
    let output = LineWriter()
    let progress = common.begin()
    let check = try DataCheck(recipeFile: recipe.path, overrides: recipe.settings)
    let report = try check.run(
      labelErrors: search.map { LabelErrorSearch(by: $0, threshold: sure ?? 0.9) },
      observer: progress)
    progress.finish()
    if json { try output.write(report.json) } else { try report.lines.forEach(output.show) }
    try output.close()
    try report.throwIfAnyError()
  }
}
