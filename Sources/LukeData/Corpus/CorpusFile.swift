import LukeFiles

/// A file of text to pretrain on, read in chunks that threads make documents of.
final class CorpusFile {
  /// What a thread makes documents of.
  enum Chunk: Sendable {
    case pages([DumpPage], ArticleParser)
    case lines(LineChunks.Chunk, CorpusFormat, file: String)
  }

  private enum Source {
    case dump(MediaWikiDump)
    case lines(LineChunks, ByteStream, CorpusFormat)
  }

  let path: String
  let format: CorpusFormat
  private let source: Source
  private let options: DumpOptions

  /// Opens a file; without `format` its first bytes tell.
  init(_ path: String, format: CorpusFormat?, dumps: DumpOptions) throws {
    self.path = path
    options = dumps
    self.format = try format ?? Self.format(of: path)
    switch self.format {
    case .mediaWiki: source = .dump(try MediaWikiDump(file: path, options: dumps))
    case .jsonLines, .plainText:
      let stream = try ByteStream(path: path)
      source = .lines(LineChunks(stream), stream, self.format)
    }
  }

  /// A dump names itself, JSON begins with a brace.
  private static func format(of path: String) throws -> CorpusFormat {
    let start = try ByteStream(path: path).read(upTo: 4096)
    // In UTF-16 there is a zero beside every letter.
    let letters = start.filter { $0 != 0 }
    if letters.firstRange(of: Array("<mediawiki".utf8)) != nil { return .mediaWiki }
    let first = letters.drop { $0 <= 32 || $0 >= 0x80 }.first
    return first == UInt8(ascii: "{") ? .jsonLines : .plainText
  }

  /// The language that the file names; nil where it names none.
  var language: String? {
    guard case .dump(let dump) = source, !dump.site.language.isEmpty else { return nil }
    return dump.site.language
  }

  /// Bytes of the file that were read, and its size where it has one.
  var bytesRead: Int {
    switch source {
    case .dump(let dump): dump.bytesRead
    case .lines(_, let stream, _): stream.fileOffset
    }
  }

  /// The redirects read so far; of dumps alone.
  var redirects: RedirectTable? {
    if case .dump(let dump) = source { dump.redirects } else { nil }
  }

  /// What became of the pages of a dump that never were a chunk.
  var dumpCounts: DumpCounts {
    if case .dump(let dump) = source { dump.counts } else { DumpCounts() }
  }

  /// What could not be read as it should, a line each.
  var damages: [String] {
    guard case .dump(let dump) = source else { return [] }
    let rest = dump.damageCount - dump.damages.count
    return dump.damages.map { "\(path): \($0)" }
      + (rest > 0 ? ["\(path): and \(rest) more places like these"] : [])
  }

  /// Bytes of wikitext that are made documents at once.
  private static let chunkSize = 1 << 18

  /// The next chunk; nil at the end.
  func next() throws -> Chunk? {
    switch source {
    case .lines(let lines, _, let format):
      return try lines.next().map { .lines($0, format, file: path) }
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
}

extension CorpusFile.Chunk {
  /// What a chunk holds.
  struct Content: Sendable {
    var documents: [LinkedDocument] = []
    var dump = DumpCounts()
    /// Links that were left out because they overlap others.
    var overlappingLinks = 0
  }

  /// Makes documents.
  /// - Throws: `DataError` with file and line.
  func content() throws -> Content {
    var content = Content()
    switch self {
    case .pages(let pages, let parser):
      for page in pages {
        let result = parser.parse(page)
        content.dump += result.counts
        if let document = result.document { content.documents.append(document) }
      }
    case .lines(let chunk, .plainText, let file):
      content.documents = try PlainTextDocuments.documents(of: chunk, file: file)
    case .lines(let chunk, _, let file):
      var faults = FaultCollector(file: file)
      chunk.forEachLine { line, number in
        if line.allSatisfy({ $0 == 32 || $0 == 9 }) { return }
        do throws(LinkedDocumentLine.Fault) {
          let read = try LinkedDocumentLine.read(line)
          content.documents.append(read.document)
          content.overlappingLinks += read.overlappingLinkCount
        } catch {
          faults.add(line: number, column: error.column, error.message)
        }
      }
      try faults.throwIfAny()
    }
    return content
  }
}
