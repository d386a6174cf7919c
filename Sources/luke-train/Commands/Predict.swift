import ArgumentParser
import LukeData
import LukeTraining

struct Predict: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find entities or relations in new text; one JSON line for each example.")

  @Argument(
    help: "A model: an .h5 file of luke-train, a Hugging Face folder, or the folder of a run.")
  var model: String

  @Argument(
    help:
      "The input file, packed or not, or data.zip:name, a folder of brat's, or - for standard input."
  )
  var input: String = "-"

  @Option(
    help: ArgumentHelp(
      "Write to a file, not to standard output; to a folder with --format brat.",
      valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "How entities are written: jsonl, or the form that a labelling tool imports.",
      valueName: "format"))
  var format: EntityAnswerFormat = .jsonLines

  @OptionGroup var replacing: ReplaceOption

  @OptionGroup var inference: InferenceOptions

  @OptionGroup var common: CommonOptions

  func validate() throws { try OutputName.check(output, "--output") }

  func run() throws {
    if format.isFolder { return try writeFolder() }
    let writer = try LineWriter.to(
      output, reading: [ModelPlace(model).path, input], isReplacing: replacing.replace)
    let progress = common.begin()
    let opened = try InferenceModel(model, overrides: inference.settings)
    try writer.check(reading: opened.filesRead)
    try opened.answer(input, as: format, observer: progress, emit: writer.write)
    progress.finish()
    try writer.close()
  }

  private func writeFolder() throws {
    guard let output, output != "-" else {
      throw TrainingError.usage(
        "--format \(format.rawValue): is a folder of texts and annotations; name it with --output")
    }
    let progress = common.begin()
    try InferenceModel(model, overrides: inference.settings).answer(
      input, as: format, into: output, model: ModelPlace(model).path,
      isReplacing: replacing.replace,
      observer: progress)
    progress.finish()
  }
}

extension EntityAnswerFormat: ExpressibleByArgument {}
