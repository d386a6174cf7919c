import ArgumentParser
import LukeCorpus
import LukeTraining

struct BuildMentionDictionary: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Count what the texts of a corpus's links lead to, and how often they are links.",
    usage: "luke-train build-mention-dictionary <corpus> ... --output <file> [<options>]",
    discussion: """
      Inputs are corpus folders, or dumps and linked text as build-corpus takes them; each is read twice. The \
      file is JSON Lines, packed where its name ends with .zst: a first line that says what it is, then a \
      line for each text with the titles that it links to. Recipes name it in task.entities.
      """)

  @Argument(
    help: "Corpus folders, or files as build-corpus takes them.", completion: .file())
  var corpora: [String]

  @Option(help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file())
  var output: String

  @Option(help: ArgumentHelp("The fewest links from a text to a title.", valueName: "n"))
  var minCount = MentionDictionarySettings().minimumCount

  @Option(
    help: ArgumentHelp(
      "The smallest share of a text's occurrences that are links.", valueName: "share"))
  var minLinkProbability = MentionDictionarySettings().minimumLinkProbability

  @Option(
    help: ArgumentHelp(
      "The most words of a text; each punctuation mark is one.", valueName: "n"))
  var maxWords = MentionDictionarySettings().maximumWordCount

  @Option(help: ArgumentHelp("The most titles of a text.", valueName: "n"))
  var maxTitles = MentionDictionarySettings().maximumTitleCount

  @Flag(help: "Tell texts apart that differ in case alone.")
  var keepCase = false

  @Flag(help: "Take texts that differ in accents alone for one, as LUKE's own program does.")
  var stripAccents = false

  @Option(help: "The format of all files: mediawiki, jsonl or text (default: found out).")
  var format: CorpusFormat?

  @Option(help: "The language of the text, such as en (default: what a corpus or dump says).")
  var language: String?

  @OptionGroup var dumps: DumpOptions

  @OptionGroup var replacing: ReplaceOption

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try OutputName.check(output, "--output")
    for (name, value) in [
      ("--min-count", minCount), ("--max-words", maxWords), ("--max-titles", maxTitles),
    ] where value < 1 {
      throw ValidationError("\(name) must be at least 1, but is \(value).")
    }
    if !(0...1).contains(minLinkProbability) {
      throw ValidationError(
        "--min-link-probability must be from 0 to 1, but is \(minLinkProbability).")
    }
  }

  func run() throws {
    var reading = CorpusSettings()
    reading.format = format
    reading.language = language
    dumps.apply(to: &reading)
    var settings = MentionDictionarySettings()
    settings.minimumCount = minCount
    settings.minimumLinkProbability = minLinkProbability
    settings.maximumWordCount = maxWords
    settings.maximumTitleCount = maxTitles
    settings.lowercases = !keepCase
    settings.stripsAccents = stripAccents
    let progress = common.begin()
    try MentionDictionaryMaker.make(
      of: corpora, in: output, reading: reading, settings, isReplacing: replacing.replace,
      observer: progress)
    progress.finish()
  }
}
