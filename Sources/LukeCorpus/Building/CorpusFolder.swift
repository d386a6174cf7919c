import Foundation
import LukeData
import LukeFiles
import LukeJSON
import LukeSystem

/// A corpus on disk: shards of documents, redirects, and `corpus.json`, which says what they are.
///
/// Shards are Zstandard files of JSON lines (`LinkedDocumentLine`), in blocks that can be read by
/// themselves.
package struct CorpusFolder: Sendable {
  package let path: String
  package let manifest: CorpusManifest
  /// What the corpus is known by: the CRC-32 of `corpus.json`, which has those of all its files.
  package let checksum: UInt32
  private let shards: [BlockFile]

  /// Opens a corpus.
  /// - Throws: `DataError` or `FileError` when there is none, or its files are not those of its manifest.
  package init(_ path: String) throws {
    self.path = path
    let file = path + "/" + CorpusManifest.fileName
    guard FileManager.default.fileExists(atPath: file) else {
      if let reason = SystemReason.ofLooking(at: file) {
        throw DataError.unreadable(file: file, reason: reason)
      }
      guard FileManager.default.fileExists(atPath: path) else {
        throw DataError.missing(file: path)
      }
      throw DataError.unsuitable(
        file: path,
        reason:
          "is not a corpus: it has no \(CorpusManifest.fileName); build-corpus makes one of files"
      )
    }
    let source = try SourceText(file: file, encoding: .utf8)
    let manifest = try DatasetFile.read(CorpusManifest.self, from: source)
    guard manifest.format == CorpusManifest.formatName else {
      throw DataError.unsuitable(file: file, reason: "describes no corpus")
    }
    guard manifest.version <= CorpusManifest.newestVersion else {
      throw DataError.unsuitable(
        file: file,
        reason: "has version \(manifest.version) of the format; this luke-train reads version "
          + "\(CorpusManifest.newestVersion)")
    }
    self.manifest = manifest
    checksum = source.checksum
    shards = try manifest.shards.map { try Self.open($0, of: "documents", in: path) }
    let count = shards.reduce(0) { $0 + $1.itemCount }
    guard manifest.counts.documents == count else {
      throw disagreement(
        "counts.documents: is \(manifest.counts.documents), but its files hold \(count)")
    }
  }

  /// Whether a name is that of a file of a corpus.
  package static func isOwnFile(_ name: String) -> Bool {
    name == CorpusManifest.fileName || name == redirectsName
      || name.hasPrefix("documents-") && name.hasSuffix(".jsonl.zst")
  }

  /// Whether there is a corpus at a path.
  package static func isCorpus(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/" + CorpusManifest.fileName)
  }

  /// Some documents, to be read by any thread.
  package struct Block: Sendable {
    fileprivate let shard: BlockFile
    fileprivate let number: Int
    /// How many documents it holds.
    package var documentCount: Int { shard.blocks[number].itemCount }
  }

  /// All documents in their order, in blocks.
  package var blocks: [Block] {
    shards.flatMap { shard in shard.blocks.indices.map { Block(shard: shard, number: $0) } }
  }

  /// Opens a file that the manifest lists.
  private static func open(
    _ listed: CorpusManifest.File, of items: String, in folder: String
  ) throws -> BlockFile {
    let path = try ListedFile.path(
      listed.file, listedIn: folder + "/" + CorpusManifest.fileName, folder: folder)
    let file = try BlockFile.open(path: path).file
    let count = file.itemCount
    guard file.size == listed.size, listed.count.map({ $0 == count }) ?? true else {
      throw FileError.malformed(
        path: path,
        reason: "is not the file that \(CorpusManifest.fileName) lists: \(file.size) bytes and "
          + "\(count) \(items), not \(listed.size) and \(listed.count ?? count); \(remedy)")
    }
    return file
  }

  /// The redirects.
  package func redirects() throws -> RedirectTable {
    var table = RedirectTable()
    guard let file = manifest.redirects else { return table }
    let found = try Self.open(file, of: "redirects", in: path)
    for number in found.blocks.indices {
      let chunk = LineChunks.Chunk(bytes: try found.content(ofBlock: number), firstLine: 1)
      try chunk.forEachLine { line, _ in
        guard let pair = try? JSONParser.parse(line).elements, pair.count == 2,
          let title = pair[0].string, let target = pair[1].string
        else { throw FileError.malformed(path: found.path, reason: "is not a file of redirects") }
        table.add(title, target: target)
      }
    }
    return table
  }
}

extension CorpusFolder.Block {
  /// The documents of the block.
  package func documents() throws -> [LinkedDocument] {
    let chunk = LineChunks.Chunk(bytes: try content(), firstLine: 1)
    let lines = LinesOfFile(chunk: chunk, format: .jsonLines, file: shard.path)
    let documents = try CorpusFile.Chunk.lines(lines).content().documents
    guard documents.count == documentCount else {
      throw FileError.malformed(
        path: shard.path,
        reason: "block \(number) holds \(documents.count) documents, not \(documentCount); "
          + CorpusFolder.remedy)
    }
    return documents
  }

  private func content() throws -> [UInt8] {
    do { return try shard.content(ofBlock: number) } catch FileError.malformed(
      let path, let reason)
    {
      throw FileError.malformed(path: path, reason: "\(reason); \(CorpusFolder.remedy)")
    }
  }
}

// MARK: - Writing

extension CorpusFolder {
  /// The name, size and checksum of a file; `check` gets the bytes read and in all, and may throw.
  ///
  /// Not for what `ByteStream.isReadOnce`.
  package static func describe(
    _ path: String, check: (Int, Int) throws -> Void = { _, _ in }
  ) throws -> CorpusManifest.File {
    let digest = try FileDigest(file: ArchivePath.onDisk(path), check: check)
    return source(path, size: digest.size, checksum: digest.checksum)
  }

  /// A file that a corpus is made from.
  static func source(_ path: String, size: Int, checksum: UInt32) -> CorpusManifest.File {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return CorpusManifest.File(file: name, size: size, crc32: Checksum.digits(checksum))
  }

  static func write(_ manifest: CorpusManifest, to folder: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try AtomicFile.write(
      encoder.encode(manifest) + Data("\n".utf8), to: folder + "/" + CorpusManifest.fileName)
  }

  private static let redirectsName = "redirects.jsonl.zst"
  /// Lines that are compressed as one.
  private static let redirectsPerBlock = 1 << 14

  /// Writes redirects as lines of `["from", "to"]`; nil where there are none.
  static func write(_ redirects: RedirectTable, to folder: String) throws -> CorpusManifest.File? {
    if redirects.count == 0 { return nil }
    let writer = try BlockFileWriter(path: folder + "/" + redirectsName)
    var bytes: [UInt8] = []
    var (count, failure) = (0, (any Error)?.none)
    func endBlock() {
      if count == 0 || failure != nil { return }
      do { try writer.append(bytes, itemCount: count) } catch { failure = error }
      (bytes, count) = ([], 0)
    }
    redirects.forEach { title, target in
      bytes.append(UInt8(ascii: "["))
      JSONWriter.append(title, to: &bytes)
      bytes.append(contentsOf: ", ".utf8)
      JSONWriter.append(target, to: &bytes)
      bytes.append(contentsOf: "]\n".utf8)
      count += 1
      if count == redirectsPerBlock { endBlock() }
    }
    endBlock()
    if let failure { throw failure }
    let summary = try writer.finish(table: [])
    return CorpusManifest.File(
      file: redirectsName, size: summary.size, crc32: Checksum.digits(summary.checksum),
      count: redirects.count)
  }
}
