/// What a corpus folder holds and what it was made from: its `corpus.json`.
package struct CorpusManifest: Codable, Hashable, Sendable {
  package static let fileName = "corpus.json"
  package static let formatName = "luke-train corpus"
  package static let newestVersion = 1

  /// A file by which the corpus, or a part of it, is known.
  package struct File: Codable, Hashable, Sendable {
    /// The name without folder.
    package var file: String
    /// Bytes.
    package var size: Int
    /// The CRC-32 of the bytes, as eight hexadecimal digits.
    package var crc32: String
    /// Documents in it, or redirects; nil for files that the corpus was made from.
    package var count: Int?
  }

  package var format = Self.formatName
  package var version = Self.newestVersion
  /// The language of the text, where it is known.
  package var language: String?
  /// The files that the corpus was made from, in their order.
  package var sources: [File]
  /// How they were read.
  package var settings: CorpusSettings
  /// What was found.
  package var counts: CorpusCounts
  /// The files of documents, in their order.
  package var shards: [File]
  /// The file of redirects; nil where there are none.
  package var redirects: File?
}
