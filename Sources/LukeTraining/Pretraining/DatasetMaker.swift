import Foundation
import LukeAutodiff
import LukeCorpus
import LukeSystem
import LukeTasks
import LukeText

/// Makes data sets of corpora, and goes on with those that were broken off.
struct DatasetMaker {
  let settings: PretrainingSettings
  let folder: PreparedFolder
  let observer: any RunObserver
  let tokenizer: Tokenizer
  let entities: EntityVocabulary

  private static let heldOutName = "held-out"

  /// A data set, and the one of the documents that are held out of it.
  struct Pair {
    let main: DatasetReader
    let heldOut: DatasetReader?
  }

  /// Reads data sets that are there whole; throws for what is damaged: a run that finds it on the way
  /// would have removed the one before by then.
  private func verify(_ pair: Pair) throws {
    for reader in [pair.main, pair.heldOut].compactMap(\.self) {
      try observer.during(.checking(file: reader.folder), in: .bytes) { progress in
        try reader.verify {
          try InterruptFlag.current.check()
        } progress: { done, total in
          try progress.update(done, of: total)
        }
      }
    }
  }

  /// The data set called `name` of a corpus, and the one of the documents held out of it.
  func make(_ name: String, of corpus: PretrainingCorpus, heldOut: Double = 0) throws -> Pair {
    let path = folder.path(of: name)
    let heldOutPath = heldOut > 0 ? folder.path(of: Self.heldOutName) : nil
    let origin = origin(of: corpus, heldOut: heldOut)
    let artifact = PreparedArtifact(
      folder: folder, name: name, fingerprint: try PreparedFolder.fingerprint(of: origin),
      canGoOn: true,
      files: {
        [name, heldOut > 0 ? Self.heldOutName : nil].compactMap(\.self).map {
          "\($0)/\(DatasetManifest.fileName)"
        }
      },
      open: {
        Pair(
          main: try DatasetReader(folder: path),
          heldOut: try heldOutPath.map { try DatasetReader(folder: $0) })
      },
      verify: verify,
      build: { isBegun in
        // Before anything of what was there is removed.
        let corpus = try corpus.whole()
        var builder = DatasetBuilder(
          folder: path, heldOutFolder: heldOutPath, origin: origin, tokenizer: tokenizer,
          entities: lookup(try corpus.redirects(), origin.language),
          threads: WorkerPool.shared.threadCount)
        builder.startsAnew = !isBegun
        try build(builder, corpus)
      })
    let (datasets, isKept) = try artifact.value(at: path, "built", observer)
    if !isKept {
      for made in [path, heldOutPath].compactMap(\.self) {
        try observer.observe(.wrote(RunOutput(made)))
      }
    }
    try note(datasets.main, name)
    if let held = datasets.heldOut {
      try note(held, "held out")
      if held.count == 0 {
        try observer.warn(
          "held out: task.held_out is \(heldOut), of which \(corpus.manifest.counts.documents) "
            + "documents give nothing; there will be no scores")
      }
    }
    return datasets
  }

  private func note(_ reader: DatasetReader, _ name: String) throws {
    let contents = reader.manifest.contents
    try observer.note(
      "\(name): \(counted(contents.examples, "sequence")) of "
        + "\(counted(contents.documents, "document")), \(counted(contents.words, "subword")), "
        + counted(contents.mentions, "entity", plural: "entities"))
    let leftOut = contents.leftOut
    let reasons = [
      (leftOut.longSentences, "sentences longer than max_length"),
      (leftOut.shortSentences, "sentences shorter than min_sentence_length"),
      (leftOut.examplesWithoutEntities, "sequences without entities"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    if !reasons.isEmpty { try observer.note("  left out: \(reasons.joined(separator: ", "))") }
  }

  private func build(_ builder: DatasetBuilder, _ corpus: CorpusFolder) throws {
    let total = corpus.manifest.counts.documents
    var blocks = corpus.blocks.makeIterator()
    var (documents, place, tally) = ([LinkedDocument](), 0, CorpusTally())
    let result = try observer.during(.buildingSequences, in: .documents) { progress in
      try builder.build {
        while place == documents.count {
          guard let block = blocks.next() else {
            try tally.check(corpus)
            return nil
          }
          (documents, place) = (try block.documents(), 0)
          tally += CorpusTally(documents)
        }
        defer { place += 1 }
        return documents[place]
      } progress: { state in
        try progress.update(state.sources, of: total, "\(state.contents.examples) sequences")
      }
    }
    if result.resumedAt > 0 {
      try observer.note("\(builder.folder): went on after \(result.resumedAt) documents")
    }
  }

  /// Titles as ids, redirects followed.
  private func lookup(_ redirects: RedirectTable, _ language: String?) -> EntityLookup {
    EntityLookup(entities, language: language) {
      redirects.target(of: $0) == nil ? nil : redirects.resolve($0)
    }
  }

  /// The language that titles of the corpus have in a vocabulary of several; nil in one without.
  private func language(of corpus: PretrainingCorpus) -> String? {
    guard entities.languages.contains(where: { $0 != nil }) else { return nil }
    return settings.sequences.language ?? corpus.manifest.language
  }

  private func origin(of corpus: PretrainingCorpus, heldOut: Double) -> DatasetOrigin {
    return DatasetOrigin(
      settings: settings.sequences.packing(ofCorpusIn: corpus.manifest.language),
      language: language(of: corpus),
      digests: [
        "corpus": Checksum.digits(corpus.checksum),
        "tokenizer": Checksum.digits(tokenizer.checksum),
        "entity_vocabulary": Checksum.digits(entities.checksum),
      ], heldOutFraction: heldOut)
  }
}
