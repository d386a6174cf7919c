import ArgumentParser
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

  @Option(
    help: ArgumentHelp(
      "Write each answer beside what is annotated to a file, as JSON Lines.", valueName: "file"))
  var predictions: String?

  @Option(
    help: ArgumentHelp(
      "Write scores, answers and what was taken for what to a folder.", valueName: "dir"))
  var report: String?

  @OptionGroup var replacing: ReplaceOption

  @OptionGroup var inference: InferenceOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try OutputName.check(predictions, "--predictions")
    try OutputName.check(report, "--report")
    if let report, report == predictions {
      throw ValidationError("--predictions and --report name one place, \(report); name two.")
    }
  }

  func run() throws {
    let path = try ModelPlace(model).path
    let output = try LineWriter.to(nil, reading: [path, data], isReplacing: false)
    let answers = try predictions.map {
      try LineWriter.to($0, reading: [path, data], isReplacing: replacing.replace)
    }
    let progress = common.begin()
    let opened = try InferenceModel(model, overrides: inference.settings)
    try output.check(reading: opened.filesRead)
    try answers?.check(reading: opened.filesRead)
    let scores =
      try report.map {
        try opened.report(
          on: data, into: $0, model: path, isReplacing: replacing.replace, observer: progress)
      } ?? opened.scores(on: data, observer: progress)
    progress.finish()
    if let answers {
      for line in try scores.answers?.judged().lines ?? [] { try answers.write(line) }
      try answers.close()
    }
    // Where answers go to standard output, they are not mingled with a table.
    if predictions == "-" { return }
    try output.write(json ? scores.json : scores.table)
    try output.close()
  }
}
