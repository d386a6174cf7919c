import Foundation
import LukeData
import LukeFiles
import LukeTasks
import LukeText

/// `luke-train build-entity-vocabulary CORPUS FILE`: the entities that a corpus links to most.
public enum EntityVocabularyCommand {
  /// Counts the links of a corpus and writes a vocabulary, in the layout that the file's end names.
  public static func run(
    corpus: String, file: String, settings: EntityVocabularySettings, isReplacing: Bool,
    options: CommandOptions
  ) throws {
    if !isReplacing, FileManager.default.fileExists(atPath: file) {
      throw TrainingError.usage("\(file): is there; name another file, or add --fresh")
    }
    try AtomicFile.checkRoom(forFile: file)
    options.setThreads()
    let reporter = ProgressReporter.standardError(isQuiet: options.isQuiet)
    let folder = try CorpusFolder(corpus)
    InterruptFlag.shared.heedPreparing("the entity vocabulary")
    try build(folder, settings, to: file, reporter)
    reporter.finish()
  }

  /// Builds a vocabulary with progress, and says what is in it.
  static func build(
    _ corpus: CorpusFolder, _ settings: EntityVocabularySettings, to file: String,
    _ reporter: ProgressReporter
  ) throws {
    var builder = EntityVocabularyBuilder(maximumSize: settings.size)
    builder.minimumCount = settings.minimumCount
    builder.takesWhiteListOnly = settings.takesWhiteListOnly
    builder.whiteList = try settings.whiteList.map(titles) ?? []
    let links = try CorpusReading.links(corpus, reporter)
    let vocabulary = try builder.vocabulary(
      from: links.counts, pages: settings.keepsPagesOnly ? links.pages : nil)
    let layout = EntityVocabularyLayout(fileName: file)
    try AtomicFile.write(vocabulary.data(in: layout, name: file), to: file)
    let covered = vocabulary.counts().reduce(0) { $0 + ($1 ?? 0) }
    reporter.note(
      "\(file): \(vocabulary.vocabularySize) entities of \(links.counts.count) linked titles, "
        + "\(covered) links to them")
  }

  /// The titles of a white list, one a line.
  private static func titles(_ file: String) throws -> [String] {
    try FileAccess.checkIsFile(file, named: file, what: "white list")
    let lines = try LineReader(file)
    var titles: [String] = []
    while let line = try lines.next() {
      if !line.isEmpty { titles.append(line) }
    }
    return titles
  }
}

extension EntityVocabulary {
  /// What the vocabulary is known by, in whichever layout it was read.
  var checksum: UInt32 { data.withUnsafeBytes { Checksum(of: $0).value } }
}
