import ArgumentParser
import LukeTraining

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a model as a Hugging Face folder that transformers loads.")

  @Argument(
    help: "A model: an .h5 file of luke-train, a Hugging Face folder, or the folder of a run.")
  var model: String

  @Argument(help: "The folder to write.")
  var folder: String

  @OptionGroup var replacing: ReplaceOption

  @OptionGroup var verbosity: VerbosityOptions

  func validate() throws { try OutputName.check(folder, "The folder to write") }

  func run() throws {
    try ModelConversion.export(
      model, to: folder, isReplacing: replacing.replace, observer: verbosity.begin())
  }
}

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a Hugging Face folder as one .h5 file.")

  @Argument(help: "The Hugging Face folder of a LUKE model.")
  var folder: String

  @Argument(help: "The .h5 file to write.")
  var file: String

  @OptionGroup var replacing: ReplaceOption

  @OptionGroup var verbosity: VerbosityOptions

  func validate() throws { try OutputName.check(file, "The file to write") }

  func run() throws {
    try ModelConversion.importFolder(
      folder, to: file, isReplacing: replacing.replace, observer: verbosity.begin())
  }
}

struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what a model knows about itself, how far a run is, and what is in data.",
    discussion: """
      Takes models and checkpoints, the folders of runs, corpora, what was prepared for pretraining, \
      tokenizers, entity vocabularies, mention dictionaries and labelled data.
      """)

  @Argument(help: "A file or folder.")
  var file: String

  @Flag(help: "Show everything: each array, label or title, configuration and recipe.")
  var all = false

  @Flag(help: "Print everything as JSON.")
  var json = false

  func validate() throws {
    if all, json { throw ValidationError("Give --all or --json, not both.") }
  }

  func run() throws {
    let output = LineWriter()
    let inspection = try Inspection(file)
    if json {
      try output.write(inspection.json)
    } else if all {
      try inspection.writeAll(emit: output.write)
    } else {
      try inspection.lines.forEach(output.write)
    }
    try output.close()
  }
}

struct Tokenize: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Cut lines of text into subwords; one JSON line for each line.",
    discussion:
      "Each line is {\"tokens\": [...], \"ids\": [...], \"offsets\": [[start, end], ...]}; offsets count Unicode scalars."
  )

  @Argument(
    help: "A model: an .h5 file of luke-train, a Hugging Face folder, or the folder of a run.")
  var model: String

  @Argument(help: "A text file, or - for standard input.")
  var input: String = "-"

  @Flag(
    name: .customLong("no-special-tokens"), help: "Leave out <s> and </s>, or [CLS] and [SEP].")
  var leavesOutSpecialTokens = false

  @Option(help: ArgumentHelp("Write to a file, not to standard output.", valueName: "file"))
  var output: String?

  @OptionGroup var replacing: ReplaceOption

  @OptionGroup var verbosity: VerbosityOptions

  func validate() throws { try OutputName.check(output, "--output") }

  func run() throws {
    let writer = try LineWriter.to(
      output, reading: [ModelPlace(model).path, input], isReplacing: replacing.replace)
    let progress = verbosity.begin()
    try TokenizedLines.write(
      of: input, model: model, addsSpecialTokens: !leavesOutSpecialTokens, to: writer,
      observer: progress)
    progress.finish()
    try writer.close()
  }
}
