import ArgumentParser
import LukeCorpus

/// The options of every command that reads dumps: which of their pages are read.
struct DumpOptions: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The namespaces of dumps to read (default: 0).", valueName: "n"))
  var namespaces: [Int] = []

  @Flag(help: "Leave out disambiguation pages of dumps.")
  var skipDisambiguations = false

  @Flag(help: "Leave out pages of dumps that are lists.")
  var skipLists = false

  @Flag(
    help:
      "Bring titles in linked JSON into the form of those of dumps: spaces for underscores, the first character in upper case."
  )
  var normalizeTitles = false

  /// What of the options is given, in the settings of a corpus.
  func apply(to settings: inout CorpusSettings) {
    if !namespaces.isEmpty { settings.dumps.namespaces = namespaces }
    settings.dumps.skipsDisambiguations = skipDisambiguations
    settings.dumps.skipsLists = skipLists
    settings.dumps.normalizesTitles = normalizeTitles
  }
}
