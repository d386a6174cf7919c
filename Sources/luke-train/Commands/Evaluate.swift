import ArgumentParser
import LukeJSON
import LukeTasks
import LukeTraining

struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Score a model on labelled data.")

  @Argument(
    help: "A model: an .h5 file of luke-train, a Hugging Face folder, or the folder of a run.")
  var model: String

  @Argument(help: "Labelled data in any format that recipes take, packed or not, or data.zip:name.")
  var data: String

  @Flag(help: "Print the scores as JSON.")
  var json = false

  @OptionGroup var inference: InferenceOptions

  @OptionGroup var common: CommonOptions

  func run() throws {
    let output = try LineWriter.to(
      nil, reading: [ModelPlace(model).path, data], isReplacing: false)
    let progress = common.begin()
    let opened = try InferenceModel(model, overrides: inference.settings)
    try output.check(reading: opened.filesRead)
    let scores = try opened.scores(on: data, observer: progress)
    progress.finish()
    try output.write(json ? scores.json : scores.table)
    try output.close()
  }
}

extension TaskScores {
  /// All scores as one JSON object.
  fileprivate var json: String {
    JSONValue.object(
      values.map { JSONValue.Member(key: $0.name, value: .double($0.value)) }
    ).compactText
  }
}
