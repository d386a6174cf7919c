import ArgumentParser
import LukeData
import LukeTasks
import LukeTraining

struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Score a model on labelled data.",
    discussion: """
      Prints the scores of the model's task as a table, for each label as well. Text is read as the model was \
      trained to read it; --set changes that.
      """)

  @Argument(
    help: "A model: an .h5 file of luke-train, a Hugging Face folder, or the folder of a run.",
    completion: .file())
  var model: String

  @Argument(
    help: "Labelled data in any format that recipes take, packed or not, or data.zip:name.",
    completion: .file())
  var data: String

  @Flag(help: "Print the scores as JSON.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Write each answer beside what is annotated to a file, as JSON Lines.", valueName: "file"),
    completion: .file())
  var predictions: String?

  @Option(
    help: ArgumentHelp(
      "How --predictions are written: jsonl, or conll for a word a line with the annotated tag and the answered one.",
      valueName: "format"))
  var format: ComparedFormat = .jsonLines

  @Option(
    help: ArgumentHelp(
      "Write the scores, the answers and a table of what was taken for what to a folder.",
      valueName: "dir"), completion: .directory)
  var report: String?

  @OptionGroup var replacing: ReplaceOption

  @OptionGroup var inference: InferenceOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try OutputName.check(predictions, "--predictions", takesStandardOutput: true)
    try OutputName.check(report, "--report")
    if let report, report == predictions {
      throw ValidationError("--predictions and --report name one place, \(report); name two.")
    }
    if format != .jsonLines, predictions == nil {
      throw ValidationError("--format is that of --predictions; name their file, too.")
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
    if format == .conll { try opened.checkLabels(asWrittenIn: .conll) }
    let scores =
      try report.map {
        try opened.report(
          on: data, into: $0, model: path, isReplacing: replacing.replace, observer: progress)
      } ?? opened.scores(on: data, observer: progress)
    progress.finish()
    if let answers {
      try lines(of: scores, opened).forEach(answers.write)
      try answers.close()
    }
    // Where answers go to standard output, they are not mingled with a table.
    if predictions == "-" { return }
    if json { try output.write(scores.json) } else { try output.showText(scores.table) }
    try output.close()
  }

  private func lines(of scores: TaskScores, _ model: InferenceModel) throws -> [String] {
    guard let answers = scores.answers else { return [] }
    switch format {
    case .jsonLines: return try answers.judged().lines
    case .conll: return try model.comparedColumns(answers)
    }
  }
}

/// How answers are written beside what is annotated.
enum ComparedFormat: String, CaseIterable, ExpressibleByArgument {
  case jsonLines = "jsonl"
  case conll
}
