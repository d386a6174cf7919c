import ArgumentParser
import LukeTraining

struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Score a model on labelled data.")

  @Argument(help: "A model: an .h5 file of luke-train or a Hugging Face folder.")
  var model: String

  @Argument(help: "Labelled data in any format that recipes take.")
  var data: String

  @Flag(help: "Print the scores as JSON.")
  var json = false

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Set a key below task or data of the model's recipe; may be repeated.",
      valueName: "key.path=value"))
  var settings: [RecipeOverride] = []

  @OptionGroup var common: CommonOptions

  func run() throws {
    InterruptFlag.install()
    let output = LineWriter()
    try EvaluateCommand.run(
      model: model, data: data, asJSON: json, overrides: settings, output: output,
      options: common.options)
    try output.close()
  }
}
