import Foundation
import LukeAutodiff
import LukeCorpus
import LukeData
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
  /// Whether data sets that are there are read whole, to build anew what is damaged.
  let isVerifying: Bool

  /// The data set called `name` of a corpus, and the one of the documents held out of it.
  func make(
    _ name: String, of corpus: CorpusFolder, heldOut: Double = 0
  ) throws -> (main: DatasetReader, heldOut: DatasetReader?) {
    let path = folder.path(of: name)
    let heldOutPath = heldOut > 0 ? folder.path(of: "held-out") : nil
    let origin = origin(of: corpus, heldOut: heldOut)
    let stamp = try stamp(of: origin)
    func open() throws -> (main: DatasetReader, heldOut: DatasetReader?) {
      (try DatasetReader(folder: path), try heldOutPath.map { try DatasetReader(folder: $0) })
    }
    let datasets: (main: DatasetReader, heldOut: DatasetReader?)
    if folder.has(name, from: stamp), let whole = try observer.whole(verified(open())) {
      try observer.note("\(path): built before; used again")
      datasets = whole
    } else {
      var builder = DatasetBuilder(
        folder: path, heldOutFolder: heldOutPath, origin: origin, tokenizer: tokenizer,
        entities: lookup(try corpus.redirects(), origin.language),
        threads: WorkerPool.shared.threadCount)
      builder.startsAnew = !folder.isBegun(name, from: stamp)
      try folder.begin(name, from: stamp)
      try build(builder, corpus)
      try folder.finish(name, from: stamp)
      for made in [path, heldOutPath].compactMap(\.self) {
        try observer.observe(.wrote(RunOutput(made)))
      }
      datasets = try open()
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

  private func verified(
    _ datasets: (main: DatasetReader, heldOut: DatasetReader?)
  ) throws -> (main: DatasetReader, heldOut: DatasetReader?) {
    for reader in [datasets.main, datasets.heldOut].compactMap(\.self) where isVerifying {
      try reader.verify { try InterruptFlag.current.check() }
    }
    return datasets
  }

  private func note(_ reader: DatasetReader, _ name: String) throws {
    let contents = reader.manifest.contents
    try observer.note(
      "\(name): \(contents.examples) sequences of \(contents.documents) documents, "
        + "\(contents.words) subwords, \(contents.mentions) entities")
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
  private func language(of corpus: CorpusFolder) -> String? {
    guard entities.languages.contains(where: { $0 != nil }) else { return nil }
    return settings.sequences.language ?? corpus.manifest.language
  }

  private func origin(of corpus: CorpusFolder, heldOut: Double) -> DatasetOrigin {
    return DatasetOrigin(
      settings: settings.sequences.packing(ofCorpusIn: corpus.manifest.language),
      language: language(of: corpus),
      digests: [
        "corpus": Checksum.digits(corpus.checksum),
        "tokenizer": Checksum.digits(tokenizer.checksum),
        "entity_vocabulary": Checksum.digits(entities.checksum),
      ], heldOutFraction: heldOut)
  }

  private func stamp(of origin: DatasetOrigin) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(origin), as: UTF8.self)
  }
}
