import Foundation
import LukeCorpus
import LukeData
import LukeSystem
import LukeTasks
import LukeText

/// Makes an entity vocabulary of what a corpus links to most.
public enum EntityVocabularyMaker {
  /// Counts the links of a corpus and writes a vocabulary, in the layout that the file's end names.
  /// - Throws: also where no entity would be in it.
  public static func make(
    of corpus: String, in file: String, _ settings: EntityVocabularySettings = .init(),
    isReplacing: Bool = false, observer: any RunObserver = RunObservers()
  ) throws {
    let place = OutputPlace(
      file, reading: [corpus] + [settings.whiteList].compactMap(\.self), isReplacing: isReplacing)
    try place.withClaimOnFile {
      let folder = try CorpusFolder(corpus)
      InterruptFlag.current.heedMaking("the entity vocabulary")
      try build(folder, settings, to: file, observer, requiresEntities: true)
    }
  }

  /// Builds a vocabulary with progress, and says what is in it.
  ///
  /// Words can be trained alone, without any entity; who wants entities `requiresEntities`.
  static func build(
    _ corpus: CorpusFolder, _ settings: EntityVocabularySettings, to file: String,
    _ observer: any RunObserver, requiresEntities: Bool = false
  ) throws {
    var builder = EntityVocabularyBuilder(maximumSize: settings.size)
    builder.minimumCount = settings.minimumCount
    builder.takesWhiteListOnly = settings.takesWhiteListOnly
    builder.whiteList = try settings.whiteList.map(TitleList.read) ?? []
    let links = try CorpusReading.links(corpus, observer)
    if let list = settings.whiteList {
      let unknown = builder.whiteList.count { links.counts.count(of: $0) ?? 0 == 0 }
      if unknown > 0 {
        try observer.note(
          "\(list): \(unknown) of \(counted(builder.whiteList.count, "title")) "
            + (unknown == 1
              ? "is left out: nothing links to it" : "are left out: nothing links to them")
        )
      }
    }
    let vocabulary = try builder.vocabulary(
      from: links.counts, pages: settings.keepsPagesOnly ? links.pages : nil)
    let covered = vocabulary.counts().reduce(0) { $0 + ($1 ?? 0) }
    if requiresEntities, covered == 0 {
      throw TrainingError.badData(
        "\(corpus.path): "
          + reasonForNone(settings, titleCount: links.counts.count, of: corpus.manifest.counts))
    }
    let layout = EntityVocabularyLayout(fileName: file)
    try AtomicFile.write(vocabulary.data(in: layout, name: file), to: file)
    if layout == .transformers, !file.hasSuffix(".json") {
      try observer.note(
        "\(file): written as transformers' JSON, as its name ends with none of .json, .jsonl and .tsv"
      )
    }
    let more =
      layout == .transformers
      ? "; the file holds [MASK2] as well, which transformers' tokenizer needs" : ""
    try observer.observe(
      .wrote(
        RunOutput(
          file,
          counted(vocabulary.vocabularySize, "entity", plural: "entities") + " of "
            + counted(links.counts.count, "linked title") + ", "
            + "\(counted(covered, "link")) to them\(more)")))
  }

  /// Why no entity would be in a vocabulary, and what to do.
  private static func reasonForNone(
    _ settings: EntityVocabularySettings, titleCount: Int, of counts: CorpusCounts
  ) -> String {
    if titleCount == 0 {
      return "there are no links in its \(counted(counts.documents, "document")), so there are no "
        + "entities; links are read from dumps, and from JSON Lines with \"entities\" of \"start\", "
        + "\"end\" and \"title\""
    }
    var ways = ["a lower --min-count than \(settings.minimumCount)"]
    if settings.keepsPagesOnly { ways.append("no --pages-only") }
    if settings.takesWhiteListOnly { ways.append("another white list, or no --white-list-only") }
    return "none of the \(counted(titleCount, "title")) linked to would be in the vocabulary; give "
      + ways.joined(separator: ", or ")
  }
}

extension EntityVocabulary {
  /// What the vocabulary is known by, in whichever layout it was read.
  var checksum: UInt32 { data.withUnsafeBytes { Checksum(of: $0).value } }
}
