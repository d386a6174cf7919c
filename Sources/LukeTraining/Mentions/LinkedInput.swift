import LukeAutodiff
import LukeCorpus

/// A corpus, or a file that one can be made of, whose documents are read as often as is asked for.
enum LinkedInput {
  case corpus(CorpusFolder)
  case file(path: String, settings: CorpusSettings)

  /// What one reading tells besides the documents.
  struct Reading {
    var counts = CorpusCounts()
    var redirects = RedirectTable()
    var language: String?
  }

  /// Opens an input.
  /// - Throws: `TrainingError.usage` for what can be read once only.
  init(_ path: String, _ settings: CorpusSettings) throws {
    if CorpusFolder.isCorpus(path) {
      self = .corpus(try CorpusFolder(path))
      return
    }
    try CorpusFile.checkIsThere(path)
    if CorpusFile.isReadOnce(path) {
      throw TrainingError.usage(
        "\(OutputPlace.named(path)): can be read only once, and a mention dictionary takes two readings; "
          + "make a corpus of it with build-corpus, and name that")
    }
    self = .file(path: path, settings: settings)
  }

  /// Reads all documents, and takes what threads make of them in their order.
  ///
  /// - Parameter isFirst: whether what is to be said of the input has not been said yet.
  func read<Made: Sendable>(
    _ activity: RunActivity, isFirst: Bool, _ observer: any RunObserver,
    _ transform: @escaping @Sendable ([LinkedDocument]) throws -> Made,
    consume: (Made) throws -> Void
  ) throws -> Reading {
    switch self {
    case .corpus(let corpus):
      try CorpusReading.gather(corpus, activity, observer, transform, merge: consume)
      return Reading(
        counts: corpus.manifest.counts, redirects: isFirst ? try corpus.redirects() : .init(),
        language: corpus.manifest.language)
    case .file(let path, let settings):
      let file = try CorpusFile(path, format: settings.format, dumps: settings.dumps)
      var reading = Reading(language: file.language)
      if isFirst { try file.introduction.forEach(observer.note) }
      let size = file.byteCount ?? 0
      try observer.during(activity, in: .bytes) { progress in
        try file.read(
          threads: WorkerPool.shared.threadCount,
          transform: { chunk in
            let (documents, counts, notes) = try chunk.linkedDocuments()
            return (try transform(documents), counts, notes)
          },
          consume: { (made: Made, counts: CorpusCounts, notes: ChunkNotes) in
            try file.take(notes)
            try consume(made)
            reading.counts.add(counts)
            try progress.update(file.bytesRead, of: size)
          })
      }
      reading.counts.add(file.counts)
      reading.redirects = file.redirects ?? .init()
      if isFirst {
        try file.damages.forEach(observer.note)
        try file.linkNote.map(observer.note)
      }
      return reading
    }
  }
}
