import ArgumentParser
import LukeCorpus
import LukeData
import LukeSystem
import LukeTasks
import LukeTraining

struct Prepare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make what a pretraining recipe reads, and train nothing.",
    discussion: """
      Corpus, tokenizer, entity vocabulary and sequences, each only where it is not there yet; training \
      by the same recipe then uses them.
      """)

  @OptionGroup var options: RecipeOptions

  @OptionGroup var common: CommonOptions

  func run() throws {
    let progress = common.begin()
    let place = try options.trainer().prepare(observers: [progress])
    progress.result("prepared: \(place.shownOnOneLine)")
    try progress.checkResults()
  }
}

struct BuildCorpus: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read dumps, linked text or plain text into a corpus folder.",
    usage: "luke-train build-corpus <input> ... <folder> [<options>]",
    discussion: """
      Inputs are MediaWiki XML dumps, JSON Lines (or an array) of {"text", "entities": \
      [{"start", "end", "title"}], "title"?}, or plain text, a paragraph a line and an empty line \
      between documents; packed with bzip2, gzip or zstd or not, or in a ZIP archive, data.zip:name; \
      a pattern in quotes, 'dumps/*.bz2', stands for all files that fit; - is standard input. What is known to \
      be something else is refused unless --format says what it is. The corpus holds documents as JSON Lines in .zst files, \
      and the redirects of dumps.
      """)

  @Argument(help: "The files to read, then the folder to write.", completion: .file())
  var paths: [String]

  @Option(help: "The format of all inputs: mediawiki, jsonl or text (default: found out).")
  var format: CorpusFormat?

  @Option(help: "The language of the text, such as en (default: what a dump says).")
  var language: String?

  @OptionGroup var dumps: DumpOptions

  @OptionGroup var replacing: ReplaceOrFreshOption

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if paths.count < 2 {
      throw ValidationError("Give at least one file to read, and the folder to write.")
    }
    try OutputName.check(paths.last, "The folder to write")
  }

  func run() throws {
    var settings = CorpusSettings()
    settings.format = format
    settings.language = language
    dumps.apply(to: &settings)
    let progress = common.begin()
    try CorpusMaker.make(
      of: Array(paths.dropLast()), in: paths[paths.count - 1], settings,
      isReplacing: replacing.replace, observer: progress)
    progress.finish()
  }
}

struct BuildEntityVocabulary: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Count the links of a corpus and write the entities that are linked to most.",
    discussion: """
      The end of the file's name decides its layout: .json as transformers' entity_vocab.json, .jsonl \
      and .tsv as LUKE's own programs.
      """)

  @Argument(help: "A folder that build-corpus has made.", completion: .directory)
  var corpus: String

  @Argument(help: "The file to write: .json, .jsonl or .tsv.", completion: .file())
  var file: String

  @Option(help: ArgumentHelp("The most entities, special ones included.", valueName: "n"))
  var size = EntityVocabularySettings().size

  @Option(help: ArgumentHelp("The fewest links to an entity.", valueName: "n"))
  var minCount = EntityVocabularySettings().minimumCount

  @Flag(help: "Take only titles of pages in the corpus.")
  var pagesOnly = false

  @Option(
    help: ArgumentHelp(
      "A file of titles, one a line, that come first as long as anything links to them.",
      valueName: "file"), completion: .file())
  var whiteList: String?

  @Flag(help: "Take only titles of the white list.")
  var whiteListOnly = false

  @OptionGroup var replacing: ReplaceOrFreshOption

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try OutputName.check(file, "The file to write")
    if !(4...100_000_000).contains(size) {
      throw ValidationError("--size must be from 4 to 100000000, but is \(size).")
    }
    if minCount < 1 { throw ValidationError("--min-count must be at least 1, but is \(minCount).") }
    if whiteListOnly, whiteList == nil {
      throw ValidationError("--white-list-only needs --white-list.")
    }
  }

  func run() throws {
    var settings = EntityVocabularySettings()
    settings.size = size
    settings.minimumCount = minCount
    settings.keepsPagesOnly = pagesOnly
    settings.whiteList = whiteList
    settings.takesWhiteListOnly = whiteListOnly
    let progress = common.begin()
    try EntityVocabularyMaker.make(
      of: corpus, in: file, settings, isReplacing: replacing.replace, observer: progress)
    progress.finish()
  }
}

struct TrainTokenizer: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Learn a byte-level BPE tokenizer from a corpus or from text files.",
    usage: "luke-train train-tokenizer <input> ... <folder> [<options>]",
    discussion: """
      The merges are those that Hugging Face's trainer finds in the same lines; the files are those of \
      transformers' RobertaTokenizer.
      """)

  @Argument(
    help: "Corpus folders, or files as build-corpus takes them, then the folder to write.",
    completion: .file())
  var paths: [String]

  @Option(help: "The format of all files: mediawiki, jsonl or text (default: found out).")
  var format: CorpusFormat?

  @Option(help: ArgumentHelp("The most tokens, special ones included.", valueName: "n"))
  var vocabularySize = TokenizerTrainingSettings().vocabularySize

  @Option(help: ArgumentHelp("How often a pair has to occur to be merged.", valueName: "n"))
  var minFrequency = TokenizerTrainingSettings().minimumFrequency

  @OptionGroup var replacing: ReplaceOrFreshOption

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if paths.count < 2 {
      throw ValidationError("Give at least one corpus or file to read, and the folder to write.")
    }
    try OutputName.check(paths.last, "The folder to write")
    if vocabularySize < 261 {
      throw ValidationError(
        "--vocabulary-size must be at least 261 (256 bytes, 5 special tokens), but is "
          + "\(vocabularySize).")
    }
    if minFrequency < 1 {
      throw ValidationError("--min-frequency must be at least 1, but is \(minFrequency).")
    }
  }

  func run() throws {
    var settings = TokenizerTrainingSettings()
    settings.vocabularySize = vocabularySize
    settings.minimumFrequency = minFrequency
    let progress = common.begin()
    try TokenizerMaker.make(
      of: Array(paths.dropLast()), in: paths[paths.count - 1], format: format, settings,
      isReplacing: replacing.replace, observer: progress)
    progress.finish()
  }
}

extension CorpusFormat: ExpressibleByArgument {}
