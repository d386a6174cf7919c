import LukeData
import LukeFiles
import LukeSystem

/// A file of text to pretrain on, read in chunks that threads make documents of.
package final class CorpusFile {
  /// What a thread makes documents of.
  package enum Chunk: Sendable {
    case pages([DumpPage], ArticleParser)
    case lines(LinesOfFile)
    case objects(ObjectsOfFile)
  }

  private enum Source {
    case dump(MediaWikiDump)
    case lines(LineChunks)
    case objects(JSONElementChunks)
  }

  /// The path as the user gave it, for messages.
  package let path: String
  /// What the file is.
  package let format: CorpusFormat
  private let stream: ByteStream
  private let source: Source
  private let options: DumpSettings
  private var repairs = TextRepairs()
  private var linkCount = 0
  private var otherLists = OtherLists()
  private var pagesOfTexts = DumpCounts()
  /// What of the records is not learned; nil where that is nothing known.
  private let recordNote: String?
  /// What the file is by its first bytes where it was given as something that these speak against.
  private var suspicion: String?

  /// Opens a file; without `format` its first bytes tell.
  /// - Throws: `FileError`, and `DataError` for what is known to be no text to learn from.
  package init(_ path: String, format: CorpusFormat?, dumps: DumpSettings = DumpSettings()) throws {
    let stream = try ByteStream(path: path)
    self.stream = stream
    let path = stream.path
    self.path = path
    options = dumps
    let sample = try FileSample(stream)
    if LargeFilePointer.begins(sample.bytes) {
      throw FileError.malformed(path: path, reason: LargeFilePointer.reason)
    }
    try stream.checkName(sample.bytes)
    self.format = try format ?? stream.blamingDamage { try Self.format(of: sample, path) }
    recordNote =
      self.format == .jsonLines
      ? TaskRecord.noteOnTexts(FirstObjects(sample).whole).map { "\(path): \($0)" } : nil
    if format == .jsonLines, case .other(let name, let advice) = CorpusRecognition(sample).finding {
      suspicion = "is \(name); \(advice)"
    }
    switch self.format {
    case .mediaWiki:
      source = .dump(try stream.blamingDamage { try MediaWikiDump(stream, options: dumps) })
    case .jsonLines:
      let layout = JSONLayout(sample.bytes, isWhole: sample.isWhole)
      source =
        layout == .elements
        ? .objects(JSONElementChunks(stream, file: path))
        : .lines(LineChunks(stream, sample: sample.bytes))
    case .plainText: source = .lines(LineChunks(stream, sample: sample.bytes))
    }
  }

  /// Whether what is at a path can be read once only, from front to back: a pipe, or `-`, standard
  /// input.
  package static func isReadOnce(_ path: String) -> Bool { ByteStream.isReadOnce(path) }

  private static func format(
    of sample: FileSample, _ path: String
  ) throws(DataError) -> CorpusFormat {
    switch CorpusRecognition(sample).finding {
    case .readable(let format): return format
    case .noText(let name, let advice):
      throw .unsuitable(file: path, reason: "is \(name); \(advice)")
    case .other(let name, let advice):
      throw .unsuitable(
        file: path,
        reason: "is \(name); \(advice) (the format text, by data.format or --format, takes it for "
          + "plain text all the same)")
    }
  }

  /// What the file is, in words.
  package var description: String {
    switch source {
    case .dump(let dump):
      format.name + (dump.encoding.map { " in \($0)" } ?? "")
        + (language.map { ", language \($0)" } ?? "")
    case .objects: "linked text in JSON, an array or objects over several lines"
    case .lines: format.name
    }
  }

  /// What is said of the file before it is read, a line each: what it is, and what of it is not learned.
  package var introduction: [String] {
    ["\(path): \(description)"] + [recordNote].compactMap(\.self)
  }

  /// The language that the file names; nil where it names none.
  package var language: String? {
    guard case .dump(let dump) = source, !dump.site.language.isEmpty else { return nil }
    return dump.site.language
  }

  /// Bytes of the file that were read.
  package var bytesRead: Int { stream.fileOffset }

  /// How much was read of a file of so many bytes; of one in an archive its share of the archive.
  func bytesRead(ofSize size: Int?) -> Int {
    guard let size, let own = byteCount, own > 0, own != size else { return bytesRead }
    return Int(Double(size) * Double(bytesRead) / Double(own))
  }

  /// The size of the file in bytes, unpacked for one in an archive; nil where it is not known.
  package var byteCount: Int? { stream.fileSize }

  /// What the file is known by, for a corpus made from it; reads it to its end.
  ///
  /// Only for what `ByteStream.isReadOnce`.
  func describe() throws -> CorpusManifest.File {
    let digest = try stream.digest()
    return CorpusFolder.source(path, size: digest.size, checksum: digest.checksum)
  }

  /// The redirects read so far; of dumps alone.
  package var redirects: RedirectTable? {
    if case .dump(let dump) = source { dump.redirects } else { nil }
  }

  /// What became of what never was in a chunk, or was made texts.
  package var counts: CorpusCounts {
    var counts = CorpusCounts()
    if case .dump(let dump) = source { counts.add(dump.counts) }
    counts.add(pagesOfTexts)
    counts.add(longLines.count, lines: "long_lines")
    counts.add(repairs.lineCount, lines: "repaired_lines")
    return counts
  }

  private var longLines: LineList {
    switch source {
    case .dump: LineList()
    case .lines(let lines): lines.longLines
    case .objects(let objects): objects.longObjects
    }
  }

  /// What could not be read as it should, a line each.
  package var damages: [String] {
    if case .dump(let dump) = source {
      return dump.damages.map { "\(path): \($0)" } + more(dump.damageCount - dump.damages.count)
    }
    let tooLong = longLines.first.map {
      "\(path):\($0): left out: longer than \(LongestRecord.name)"
    }
    let repaired = repairs.places.map {
      "\(path):\($0.line): \($0.byte); what is broken became U+FFFD"
    }
    return tooLong + more(longLines.count - tooLong.count) + repaired
      + more(repairs.lineCount - repaired.count)
  }

  /// What may be links and was not read as such; nil where there is nothing of that.
  package var linkNote: String? {
    otherLists.note(linkCount: linkCount).map { "\(path): \($0)" }
  }

  private func more(_ count: Int) -> [String] {
    count > 0 ? ["\(path): and \(count) more places like these"] : []
  }

  // MARK: Reading

  /// Bytes of wikitext that are made documents at once.
  private static let chunkSize = 1 << 18

  /// The next chunk; nil at the end.
  package func next() throws -> Chunk? {
    switch source {
    case .lines(let lines):
      return try lines.next().map {
        .lines(
          LinesOfFile(
            chunk: $0, format: format, file: path, normalizesTitles: options.normalizesTitles))
      }
    case .objects(let objects):
      return try objects.next().map {
        .objects(
          ObjectsOfFile(chunk: $0, file: path, normalizesTitles: options.normalizesTitles))
      }
    case .dump(let dump):
      var pages: [DumpPage] = []
      var size = 0
      while size < Self.chunkSize, let page = try dump.next() {
        pages.append(page)
        size += page.text.count
      }
      return pages.isEmpty ? nil : .pages(pages, ArticleParser(site: dump.site, options: options))
    }
  }

  /// Makes something of all chunks by threads, which is taken in the order of the file, and ends the file.
  /// - Throws: `DataError` for faults of the content, `FileError` for a packed file whose data are damaged
  ///   and whatever the faults were that this made, and what the closures throw.
  package func read<Made: Sendable>(
    threads: Int, transform: @escaping @Sendable (Chunk) throws -> Made,
    consume: (Made) throws -> Void
  ) throws {
    do {
      try stream.blamingDamage {
        try OrderedPipeline.run(
          next: next, threads: threads, transform: transform, consume: consume)
        try checkEncoding()
      }
    } catch let error as DataError {
      // Faults of data of another kind are that one, not each of theirs.
      guard case .malformed = error, let suspicion else { throw error }
      throw DataError.unsuitable(file: path, reason: suspicion)
    }
  }

  /// Damage of this many characters is looked at before the end of the file.
  private static let manyRepairs = 1000

  /// Notes what was mended in a chunk.
  /// - Throws: `DataError` as soon as it is clear that the file is no UTF-8 at all.
  package func take(_ notes: ChunkNotes) throws {
    repairs += notes.repairs
    linkCount += notes.linkCount
    otherLists += notes.otherLists
    pagesOfTexts += notes.pages
    if repairs.brokenCount > Self.manyRepairs { try checkEncoding() }
  }

  /// Throws for a file that is rather in another encoding.
  private func checkEncoding() throws {
    guard repairs.arePlentiful, let place = repairs.places.first else { return }
    throw DataError.malformed(
      faults: [
        DataFault(
          SourceLocation(file: path, line: place.line),
          "\(place.byte), nor is most of what is not ASCII; \(InvalidByte.remedy)")
      ], count: 1)
  }
}

/// What a chunk of a file tells of the whole file.
package struct ChunkNotes: Sendable {
  var repairs = TextRepairs()
  /// Links of documents of JSON, and lists that may be links under another key.
  var linkCount = 0
  var otherLists = OtherLists()
  /// What became of the pages that texts were asked of; documents have it beside them.
  var pages = DumpCounts()
}
