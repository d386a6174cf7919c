import ArgumentParser
import Foundation
import LukeCorpus
import LukeData
import LukeSystem
import LukeTraining

struct Predict: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Answer new text or data with a trained model; one JSON line for each example.",
    discussion: """
      Lines of a pipe are answered as they come where they are JSON, or text with \
      --set data.format=text; whoever types a line is answered at once. Keys of a JSON line that an \
      answer has not are carried on. Answers to a long file are kept beside --output until all are \
      there: after an end in the middle the same command goes on.
      """)

  @Argument(
    help: "A model: an .h5 file of luke-train, a Hugging Face folder, or the folder of a run.",
    completion: .file())
  var model: String

  @Argument(
    help:
      "The input file, packed or not, or data.zip:name, a folder of brat's, or - for standard input.",
    completion: .file())
  var input: String = "-"

  @Option(
    help: ArgumentHelp(
      "Write to a file, not to standard output; to a folder with --format brat.",
      valueName: "file"), completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp(
      "How entities are written: jsonl, or the form that a labelling tool imports.",
      valueName: "format"))
  var format: EntityAnswerFormat = .jsonLines

  @Flag(
    help:
      "Write answers for people: marked in the text, in colours on a terminal; as a page where --output ends with .html."
  )
  var view = false

  @Option(
    help: ArgumentHelp(
      "Take the input as plain text and answer each sentence of it, with its line and its offset there: "
        + "icu for the rules of Unicode, en, de or another language for its own, lines for a sentence a line.",
      valueName: "how"))
  var sentences: SentenceRule?

  @OptionGroup var replacing: ReplaceOption

  @OptionGroup var inference: InferenceOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try OutputName.check(output, "--output", takesStandardOutput: true)
    if view, format != .jsonLines {
      throw ValidationError("--view and --format \(format.rawValue) cannot be given together.")
    }
    if sentences != nil, format.isFolder {
      throw ValidationError(
        "--sentences and --format \(format.rawValue) cannot be given together.")
    }
  }

  func run() throws {
    if format.isFolder { return try writeFolder() }
    let writer = try LineWriter.to(
      output, reading: [ModelPlace(model).path, input], isReplacing: replacing.replace)
    let place = writer.isFile && format == .jsonLines ? output : nil
    if let place {
      try InferenceModel.checkPlaceOfKeptAnswers(
        for: place, reading: [ModelPlace(model).path, input])
    }
    let progress = common.begin()
    let opened = try InferenceModel(model, overrides: settings)
    try writer.check(reading: opened.filesRead)
    let request = AnswerRequest(
      input, as: format, sentences: sentences?.splitting, output: place,
      isReplacing: replacing.replace)
    var people = view ? AnswerView(isColoured: writer.isTerminal && Self.allowsColour) : nil
    var page: [String]? = view && output?.hasSuffix(".html") == true ? [] : nil
    let kept = try opened.answer(request, observer: progress) { lines in
      if page != nil {
        page?.append(contentsOf: lines)
        return
      }
      if writer.isTerminal { progress.clear() }
      for line in lines { try writer.write(people?.text(of: line) ?? line) }
      try writer.flush()
    }
    progress.finish()
    do {
      if let page { try writer.add(AnswerView.page(title: title, page)) }
      try writer.close()
    } catch {
      if let kept { progress.warn(kept.summary.shownOnOneLine) }
      throw error
    }
    try kept?.remove()
  }

  /// What is set for the model; that the input is text is said by `--sentences` already.
  private var settings: [RecipeOverride] {
    inference.settings.filter {
      sentences == nil || !($0.keyPath == "data.format" && $0.text == "text")
    }
  }

  private var title: String {
    input == "-" ? "Answers" : (input as NSString).lastPathComponent
  }

  /// Whether the user lets programs use colours, as https://no-color.org has it.
  private static var allowsColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    return (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
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

/// How plain text is cut into sentences, as the command line has it.
struct SentenceRule: ExpressibleByArgument {
  let splitting: SentenceSplitting

  init?(argument: String) {
    // ICU takes any name, and for one that it does not know the rules that are of no language, those of its root.
    let isKnown =
      ["icu", "lines"].contains(argument) || Locale.LanguageCode(argument).isISOLanguage
    guard isKnown else { return nil }
    let name = argument == "icu" ? "root" : argument
    guard let splitting = SentenceSplitting(name: name) else { return nil }
    self.splitting = splitting
  }
}
