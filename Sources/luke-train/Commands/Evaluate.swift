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

  @OptionGroup var inference: InferenceOptions

  @OptionGroup var common: CommonOptions

  func run() throws {
    let output = LineWriter()
    try EvaluateCommand.run(
      model: model, data: data, asJSON: json, overrides: inference.settings, output: output,
      options: common.options)
    try output.close()
  }
}
