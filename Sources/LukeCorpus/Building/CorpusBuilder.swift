import Foundation
import LukeData
import LukeFiles
import LukeSystem

/// Makes a corpus folder of files: documents as lines of JSON in compressed shards, and redirects.
///
/// The same files give the same bytes, whatever the number of threads.
package struct CorpusBuilder: Sendable {
  /// How far building has come.
  package struct Progress: Sendable {
    /// Bytes of the files that were read, and in all.
    package var bytesRead: Int, byteCount: Int
    /// What was found so far.
    package var counts: CorpusCounts
  }

  /// How the files are read.
  package var settings: CorpusSettings
  /// Threads that make documents.
  package var threads: Int
  /// Documents' bytes, uncompressed, that a shard has at least, but for the last.
  package var shardSize = 1 << 28

  package init(settings: CorpusSettings, threads: Int) {
    (self.settings, self.threads) = (settings, threads)
  }

  /// Reads `files` and writes `folder`, which appears whole; one that is there is replaced.
  ///
  /// `sources` are the files as `CorpusFolder.describe` gives them, nil for what can be read once only
  /// and is known when it was. `note` gets lines on what was found; it and `progress` may throw to stop. `confirm` is asked once more before the folder appears.
  /// - Throws: `DataError`, also where there is no text in any of the files, or `FileError`.
  package func build(
    _ files: [String], _ sources: [CorpusManifest.File?], to folder: String,
    note: (String) throws -> Void, progress: (Progress) throws -> Void,
    confirm: () throws -> Void = {}
  ) throws -> CorpusManifest {
    var manifest = CorpusManifest(
      language: settings.language, sources: [], settings: settings, counts: CorpusCounts(),
      shards: [])
    try AtomicFile.writeFolder(to: folder, key: CorpusManifest.fileName) { partial in
      var writer = CorpusWriter(folder: partial, shardSize: shardSize)
      var redirects = RedirectTable()
      var bytesBefore = 0
      let byteCount = sources.contains(nil) ? 0 : sources.reduce(0) { $0 + ($1?.size ?? 0) }
      var names: [String] = []
      for (path, source) in zip(files, sources) {
        let file = try CorpusFile(
          path, format: settings.format, dumps: settings.dumps)
        names.append(file.path)
        try file.introduction.forEach(note)
        let documentsBefore = manifest.counts.documents
        manifest.language = manifest.language ?? file.language
        try file.read(
          threads: threads, transform: { try EncodedDocuments($0.content()) },
          consume: { documents in
            try file.take(documents.notes)
            manifest.counts.add(documents.counts)
            try writer.append(documents)
            try progress(
              Progress(
                bytesRead: bytesBefore + file.bytesRead(ofSize: source?.size),
                byteCount: byteCount,
                counts: manifest.counts))
          })
        manifest.counts.add(file.counts)
        if let found = file.redirects { redirects.add(contentsOf: found) }
        try file.damages.forEach(note)
        if let linkNote = file.linkNote { try note(linkNote) }
        if files.count > 1, manifest.counts.documents == documentsBefore {
          try note("\(file.path): there is no text in it")
        }
        let known = try source ?? file.describe()
        manifest.sources.append(known)
        bytesBefore += known.size
      }
      if manifest.counts.documents == 0 {
        throw DataError.unsuitable(
          file: names.joined(separator: ", "),
          reason: manifest.counts.reasonForNothing(settings.dumps))
      }
      try writer.finish()
      manifest.shards = writer.shards
      manifest.redirects = try CorpusFolder.write(redirects, to: partial)
      try CorpusFolder.write(manifest, to: partial)
      try confirm()
    }
    return manifest
  }
}

/// Documents as lines of JSON.
private struct EncodedDocuments: Sendable {
  var bytes: [UInt8] = []
  var counts = CorpusCounts()
  let notes: ChunkNotes

  init(_ content: CorpusFile.Chunk.Content) {
    notes = content.notes
    for document in content.documents where !document.paragraphs.isEmpty {
      LinkedDocumentLine.append(document, to: &bytes)
      counts.add(document)
    }
    counts.overlappingLinks = content.overlappingLinks
    counts.add(content.cutLinks, lines: "cut_links")
    counts.add(content.dump)
  }
}

/// Writes the shards of a corpus.
private struct CorpusWriter {
  let folder: String
  let shardSize: Int
  private(set) var shards: [CorpusManifest.File] = []
  private var current: (name: String, writer: BlockFileWriter)?
  private var size = 0
  private var count = 0

  init(folder: String, shardSize: Int) { (self.folder, self.shardSize) = (folder, shardSize) }

  mutating func append(_ documents: EncodedDocuments) throws {
    if documents.counts.documents == 0 { return }
    if current == nil {
      let digits = String(shards.count)
      let name =
        "documents-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        + ".jsonl.zst"
      current = (name, try BlockFileWriter(path: folder + "/" + name))
    }
    try current?.writer.append(documents.bytes, itemCount: documents.counts.documents)
    size += documents.bytes.count
    count += documents.counts.documents
    if size >= shardSize { try endShard() }
  }

  mutating func finish() throws { try endShard() }

  private mutating func endShard() throws {
    guard let current else { return }
    let summary = try current.writer.finish(table: [])
    shards.append(
      CorpusManifest.File(
        file: current.name, size: summary.size, crc32: Checksum.digits(summary.checksum),
        count: count))
    (self.current, size, count) = (nil, 0, 0)
  }
}

extension CorpusFormat {
  /// The format in words.
  var name: String {
    switch self {
    case .mediaWiki: "a MediaWiki dump"
    case .jsonLines: "JSON Lines of linked text"
    case .plainText: "plain text"
    }
  }
}
