import LukeAutodiff
import LukeCorpus
import LukeSystem
import LukeText

/// What is gathered from a whole corpus by all threads.
enum CorpusReading {
  /// How often each title is linked to, redirects followed, and the titles of the documents.
  struct Links {
    var counts: TitleCounts
    var pages: TitleCounts
  }

  /// Counts the links of a corpus.
  static func links(
    _ corpus: CorpusFolder, _ observer: any RunObserver
  ) throws -> Links {
    var links = Links(counts: TitleCounts(), pages: TitleCounts())
    try gather(corpus, .countingLinks, observer) { documents in
      var (counts, pages) = (TitleCounts(), TitleCounts())
      for document in documents {
        if let title = document.title { pages.add(title, count: 0) }
        for link in document.paragraphs.lazy.flatMap(\.links) { counts.add(link.title) }
      }
      return Links(counts: counts, pages: pages)
    } merge: {
      links.counts.merge($0.counts)
      links.pages.merge($0.pages)
    }
    let redirects = try corpus.redirects()
    links.counts = links.counts.resolved(by: redirects.resolve)
    return links
  }

  /// The words of a corpus, each line of text by itself.
  static func words(_ corpus: CorpusFolder, _ observer: any RunObserver) throws -> WordCounts {
    var words = WordCounts(addsPrefixSpace: false)
    try gather(corpus, .countingWords, observer) { documents in
      var words = WordCounts(addsPrefixSpace: false)
      for document in documents {
        for paragraph in document.paragraphs { words.addLines(of: paragraph.text) }
      }
      return words
    } merge: {
      words.merge($0)
    }
    return words
  }

  /// The words of a file, each line of text by itself; none where there is nothing to see but blanks.
  static func words(_ file: CorpusFile, _ observer: any RunObserver) throws -> WordCounts {
    try file.introduction.forEach(observer.note)
    var words = WordCounts(addsPrefixSpace: false)
    var isBlank = true
    let size = file.byteCount ?? 0
    try observer.during(.countingWords, in: .bytes) { progress in
      try file.read(
        threads: WorkerPool.shared.threadCount,
        transform: { chunk in
          let (texts, notes) = try chunk.texts()
          var words = WordCounts(addsPrefixSpace: false)
          for text in texts { words.addLines(of: text) }
          return (words, notes, texts.allSatisfy(\.isInvisible))
        },
        consume: { (found: WordCounts, notes: ChunkNotes, isChunkBlank: Bool) in
          try file.take(notes)
          isBlank = isBlank && isChunkBlank
          words.merge(found)
          try progress.update(file.bytesRead, of: size)
        })
    }
    try file.damages.forEach(observer.note)
    return isBlank ? WordCounts(addsPrefixSpace: false) : words
  }

  /// Reads all documents of a corpus, and takes what threads make of them in their order.
  static func gather<Result: Sendable>(
    _ corpus: CorpusFolder, _ activity: RunActivity, _ observer: any RunObserver,
    _ read: @escaping @Sendable ([LinkedDocument]) throws -> Result, merge: (Result) throws -> Void
  ) throws {
    let blocks = corpus.blocks
    var next = blocks.makeIterator()
    var (done, tally) = (0, CorpusTally())
    try observer.during(activity, in: .blocks) { progress in
      try OrderedPipeline.run(
        next: { next.next() }, threads: WorkerPool.shared.threadCount,
        transform: { block in
          let documents = try block.documents()
          return (try read(documents), CorpusTally(documents))
        },
        consume: { (result: Result, read: CorpusTally) in
          try merge(result)
          tally += read
          done += 1
          try progress.update(done, of: blocks.count)
        })
    }
    try tally.check(corpus)
  }
}
