import ArgumentParser
import LukeCheckpoints
import LukeFiles
import LukeTraining

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Write a model as a Hugging Face folder that transformers loads, or as one HDF5 file.",
    discussion: """
      Beside the model stand a card, README.md, and predict.py, which answers with torch and transformers alone \
      what predict answers. A name that ends with .h5 is that of one file, for h5py and other readers of HDF5.
      """)

  @Argument(
    help: "A model: an .h5 file of luke-train, a Hugging Face folder, or the folder of a run.",
    completion: .file())
  var model: String

  @Argument(help: "The folder to write, or the .h5 file.", completion: .directory)
  var folder: String

  @Option(
    name: .customLong("hdf5-dtype"),
    help: ArgumentHelp("How an .h5 file stores weights.", valueName: "type"))
  var weightType: ModelConversion.WeightType = .float32

  @Option(help: ArgumentHelp("How an .h5 file is packed.", valueName: "method"))
  var compression: HDF5Compression = .none

  @Flag(name: .customLong("no-card"), help: "Leave out README.md and predict.py.")
  var leavesOutCard = false

  @OptionGroup var hub: HubOptions

  @Flag(help: "Write model.onnx beside the weights, which onnxruntime and others run.")
  var onnx = false

  @Flag(help: "Write model.int8.onnx, the same with weights in 8 bits: a quarter of the size.")
  var int8 = false

  @OptionGroup var replacing: ReplaceOption

  @OptionGroup var verbosity: VerbosityOptions

  private var isFile: Bool { folder.hasSuffix(".h5") }

  func validate() throws {
    try OutputName.check(folder, "The folder to write")
    if isFile, onnx || int8 {
      throw ValidationError("--onnx and --int8 write files into a folder; name a folder.")
    }
    if !isFile, weightType != .float32 || compression != .none {
      throw ValidationError(
        "--hdf5-dtype and --compression are of a file; name one that ends with .h5.")
    }
  }

  func run() throws {
    if isFile {
      return try ModelConversion.exportFile(
        model, to: folder, storedAs: weightType, compression: compression, hub: hub.facts,
        isReplacing: replacing.replace, observer: verbosity.begin())
    }
    let graphs: [(isWanted: Bool, precision: ONNXPrecision)] = [(onnx, .float32), (int8, .int8)]
    try ModelConversion.export(
      model, to: folder, graphs: Set(graphs.filter(\.isWanted).map(\.precision)),
      isReplacing: replacing.replace, writesCard: !leavesOutCard, hub: hub.facts,
      observer: verbosity.begin())
  }
}

extension ModelConversion.WeightType: ExpressibleByArgument {}
extension HDF5Compression: ExpressibleByArgument {}

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a Hugging Face folder as one .h5 file.")

  @Argument(help: "The Hugging Face folder of a LUKE model.", completion: .directory)
  var folder: String

  @Argument(help: "The .h5 file to write.", completion: .file())
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

  @Argument(help: "A file or folder.", completion: .file())
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
      try inspection.writeAll(emit: output.show)
    } else {
      try inspection.lines.forEach(output.show)
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
    help: "A model: an .h5 file of luke-train, a Hugging Face folder, or the folder of a run.",
    completion: .file())
  var model: String

  @Argument(help: "A text file, or - for standard input.", completion: .file())
  var input: String = "-"

  @Flag(
    name: .customLong("no-special-tokens"), help: "Leave out <s> and </s>, or [CLS] and [SEP].")
  var leavesOutSpecialTokens = false

  @Option(
    help: ArgumentHelp("Write to a file, not to standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup var replacing: ReplaceOption

  @OptionGroup var verbosity: VerbosityOptions

  func validate() throws {
    try OutputName.check(output, "--output", takesStandardOutput: true)
  }

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
