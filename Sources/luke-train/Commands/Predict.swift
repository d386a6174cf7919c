import ArgumentParser
import LukeTraining

struct Predict: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find entities or relations in new text; one JSON line for each example.")

  @Argument(help: "A model: an .h5 file of luke-train or a Hugging Face folder.")
  var model: String

  @Argument(help: "The input file, or - for standard input.")
  var input: String = "-"

  @Option(help: ArgumentHelp("Write to a file, not to standard output.", valueName: "file"))
  var output: String?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Set a key below task or data of the model's recipe; may be repeated.",
      valueName: "key.path=value"))
  var settings: [RecipeOverride] = []

  @OptionGroup var common: CommonOptions

  func run() throws {
    InterruptFlag.install()
    let writer = try output.map(LineWriter.init(file:)) ?? LineWriter()
    try PredictCommand.run(model: model, input: input, overrides: settings, output: writer,
      options: common.options)
    try writer.close()
  }
}
