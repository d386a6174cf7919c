import LukeData
import LukeFiles
import LukeSystem

/// The pages of a MediaWiki XML dump, one after the other.
///
/// Dumps may be compressed (bzip2, also in several streams; Zstandard) and in UTF-8 or UTF-16. Memory
/// depends on the longest page alone. What is damaged is left out and noted, and what follows it is
/// read.
package final class MediaWikiDump {
  /// How many damages are kept word for word.
  package static let noteLimit = 20
  private static let chunkSize = 1 << 17

  /// The path as the user gave it.
  package let file: String
  /// What the dump says about its wiki.
  package var site: SiteInfo { elements.site }
  /// What became of the pages that are not delivered; those delivered are counted in `pages` alone.
  package private(set) var counts = DumpCounts()
  /// The redirects met so far.
  package private(set) var redirects = RedirectTable()
  /// The first damages that were found.
  package private(set) var damages: [DumpDamage] = []
  /// How many there are in all.
  package private(set) var damageCount = 0

  /// How much of the file was read, in bytes of the file as it is.
  package var bytesRead: Int { stream.fileOffset }
  /// The encoding that the dump names and that was converted; nil for UTF-8 and UTF-16.
  package var encoding: String? { repairer.convertedEncoding }
  /// The size of the file in bytes; nil for what is not a regular file.
  package var fileSize: Int? { stream.fileSize }

  private let options: DumpSettings
  private let stream: ByteStream
  private let elements: DumpElements
  private var repairer = XMLRepairer()
  private var parser: DumpXMLParser?
  /// Bytes that are searched for the next page after damage; nil while all is sound.
  private var searched: [UInt8]?
  private var isAtEnd = false
  /// Pages to deliver, the last one first.
  private var waiting: [RawPage] = []
  private var lastTitle = ""
  /// Whether there are pages without the outermost element around them.
  private var isRootless = false

  /// Opens a dump and reads what it says about its wiki.
  package convenience init(file: String, options: DumpSettings = DumpSettings()) throws(DataError) {
    let stream: ByteStream
    do throws(FileError) {
      stream = try ByteStream(path: file)
    } catch {
      throw DataError(error)
    }
    try self.init(stream, options: options)
  }

  /// Reads what a dump says about its wiki, from the first byte of a stream on.
  init(_ stream: ByteStream, options: DumpSettings) throws(DataError) {
    file = stream.path
    self.options = options
    self.stream = stream
    elements = DumpElements(namespaces: Set(options.namespaces))
    while !elements.isSiteComplete, try readPiece() {}
    guard elements.rootName == "mediawiki" else {
      throw .unsuitable(file: file, reason: "is not a MediaWiki XML dump: it is empty")
    }
  }

  /// The next page that is to be read as an article; nil at the end.
  ///
  /// Throws if the file cannot be read; what is wrong within the dump is noted in `damages`.
  package func next() throws(DataError) -> DumpPage? {
    while true {
      while let page = waiting.popLast() {
        if let page = deliver(page) { return page }
      }
      guard try readPiece() else { return nil }
    }
  }

  // MARK: Reading

  /// Reads and parses the next bytes; false at the end.
  private func readPiece() throws(DataError) -> Bool {
    if isAtEnd { return false }
    var chunk: [UInt8] = []
    var reason: String?
    do throws(FileError) {
      chunk = try stream.read(upTo: Self.chunkSize)
    } catch {
      // Damaged compressed data end the dump; a disk that cannot be read is another matter.
      guard case .malformed(_, let found) = error else { throw DataError(error) }
      reason = found
    }
    let repaired = repairer.repair(chunk)
    if let name = repairer.unknownEncoding {
      throw .unsuitable(
        file: file,
        reason: "declares the encoding \"\(name)\", which this system does not know; convert it to "
          + "UTF-8 (and change the declaration)")
    }
    try parse(repaired)
    if chunk.isEmpty {
      isAtEnd = true
      try finish(reason)
    }
    collectPages()
    return true
  }

  private func parse(_ bytes: [UInt8]) throws(DataError) {
    var (bytes, offset) = (bytes, repairer.byteCount - bytes.count)
    if let searched {
      offset -= searched.count
      bytes = searched + bytes
    } else if parser == nil {
      guard !bytes.isEmpty else { return }
      // A part of a multistream dump has pages without the outermost element.
      let prolog = XMLProlog(bytes)
      isRootless = ["page", "siteinfo"].contains(prolog.rootName)
      if isRootless {
        offset += prolog.end
        bytes.removeFirst(prolog.end)
        parser = try parserWithinRoot(offset: offset)
      } else {
        parser = try DumpXMLParser(elements: elements, offset: 0)
      }
    }
    while true {
      if searched != nil {
        guard let found = Self.pageStart(in: bytes) else {
          // The name of the element may be cut in two.
          searched = Array(bytes.suffix(Self.pageTag.count))
          return
        }
        offset += found
        bytes.removeFirst(found)
        elements.restart()
        parser = try parserWithinRoot(offset: offset)
        searched = nil
      }
      guard let parser else { return }
      if bytes.withUnsafeBufferPointer({ parser.feed($0) }) {
        if let root = elements.rootName, root != "mediawiki" { throw wrongRoot(root) }
        return
      }
      try noteFault(parser)
      // A page that is broken ends where the next one begins, after the place of the fault.
      let done = min(max(parser.lastOffset - offset, 0), bytes.count)
      offset += done
      bytes.removeFirst(done)
      searched = []
    }
  }

  /// A parser that takes what follows for content of the outermost element.
  private func parserWithinRoot(offset: Int) throws(DataError) -> DumpXMLParser {
    let root = Array("<mediawiki>".utf8)
    let parser = try DumpXMLParser(elements: elements, offset: offset - root.count)
    _ = root.withUnsafeBufferPointer { parser.feed($0) }
    return parser
  }

  private static let pageTag = Array("<page>".utf8)

  /// Where the first page begins in some bytes.
  private static func pageStart(in bytes: [UInt8]) -> Int? {
    bytes.indices.first { start in
      bytes[start] == UInt8(ascii: "<") && bytes[start...].starts(with: pageTag)
    }
  }

  // MARK: Damage

  private func noteFault(_ parser: DumpXMLParser) throws(DataError) {
    if parser.hasDocumentType {
      throw .unsuitable(
        file: file,
        reason: "has a document type declaration, which no MediaWiki dump has; it is not read")
    }
    guard let root = elements.rootName else {
      throw .unsuitable(
        file: file, reason: "is not a MediaWiki XML dump: \(parser.fault ?? "it is no XML")")
    }
    guard root == "mediawiki" else { throw wrongRoot(root) }
    collectPages()
    // After the end of the outermost element there may be another dump, and nothing is lost.
    if let page = elements.openPage {
      noteBroken(page, parser.fault ?? "it is no sound XML")
    } else if !elements.isRootClosed {
      note(
        .init(
          kind: .brokenMarkup, title: lastTitle, offset: originalOffset(parser.lastOffset),
          reason: parser.fault ?? "it is no sound XML"))
    }
  }

  private func wrongRoot(_ root: String) -> DataError {
    .unsuitable(
      file: file,
      reason: "is not a MediaWiki XML dump: its outermost element is <\(root)>, not <mediawiki>")
  }

  /// Notes what is missing at the end.
  private func finish(_ reason: String?) throws(DataError) {
    if let root = elements.rootName, root != "mediawiki" { throw wrongRoot(root) }
    guard elements.rootName != nil || repairer.byteCount == 0 else {
      throw .unsuitable(file: file, reason: "is not a MediaWiki XML dump: it is no XML")
    }
    if elements.rootName == nil, let reason { throw .unsuitable(file: file, reason: reason) }
    collectPages()
    let end = originalOffset(repairer.byteCount)
    if let page = elements.openPage {
      counts.damaged += 1
      note(
        .init(
          kind: .endsEarly, title: page.title, offset: end,
          reason: reason ?? "the page at byte \(originalOffset(page.start)) is not complete"))
    } else if let reason {
      note(.init(kind: .endsEarly, title: lastTitle, offset: end, reason: reason))
    } else if elements.rootName != nil, !elements.isRootClosed, searched == nil, !isRootless {
      note(
        .init(
          kind: .endsEarly, title: lastTitle, offset: end, reason: "</mediawiki> is missing"))
    }
  }

  private func noteBroken(_ page: RawPage, _ reason: String) {
    counts.damaged += 1
    note(
      .init(
        kind: .brokenPage, title: page.title, offset: originalOffset(page.start), reason: reason))
  }

  private func note(_ damage: DumpDamage) {
    damageCount += 1
    if damages.count < Self.noteLimit { damages.append(damage) }
  }

  private func originalOffset(_ offset: Int) -> Int { repairer.originalOffset(of: offset) }

  // MARK: Pages

  private func collectPages() {
    for page in elements.takeBrokenPages() { noteBroken(page, "another page begins within it") }
    let pages = elements.takePages()
    if let last = pages.last { lastTitle = last.title }
    waiting = pages.reversed() + waiting
    counts.pages = elements.startedPageCount
  }

  /// The page as it is delivered; nil if it is one of those left out, which then is counted.
  private func deliver(_ raw: RawPage) -> DumpPage? {
    defer { repairer.forgetReplacements(before: raw.end) }
    let namespace = raw.namespace ?? site.namespace(ofTitle: raw.title)
    guard options.namespaces.contains(namespace) else {
      counts.otherNamespaces += 1
      return nil
    }
    if let target = raw.redirect.map({ PageTitle.normalized($0) })
      ?? RedirectText.target(of: raw.text)
    {
      counts.redirects += 1
      redirects.add(raw.title, target: target)
      return nil
    }
    if let model = raw.model, model != "wikitext" {
      counts.otherModels += 1
      return nil
    }
    if raw.isOversized || raw.hasLongTitle {
      counts.oversized += 1
      note(
        .init(
          kind: .brokenPage, title: raw.title, offset: originalOffset(raw.start),
          reason: raw.hasLongTitle
            ? "its title is longer than 64 KiB"
            : "it is longer than \(DumpElements.longestTextName)"))
      return nil
    }
    var page = DumpPage(
      title: raw.title, namespace: namespace, text: raw.text, offset: originalOffset(raw.start))
    let damaged = repairer.replacements.filter { $0 >= raw.start && $0 < raw.end }
    if let first = damaged.first {
      page.replacementCount = damaged.count
      counts.repaired += 1
      let bytes = damaged.count == 1 ? "1 character is" : "\(damaged.count) characters are"
      note(
        .init(
          kind: .repaired, title: page.title, offset: originalOffset(first),
          reason: "\(bytes) damaged and became U+FFFD"))
    }
    return page
  }
}

extension DataError {
  /// The same error as the reading of data has it.
  package init(_ error: FileError) {
    switch error {
    case .missing(let path): self = .missing(file: path)
    case .malformed(let path, let reason): self = .unsuitable(file: path, reason: reason)
    case .inputOutput(let path, let reason): self = .unreadable(file: path, reason: reason)
    }
  }
}
