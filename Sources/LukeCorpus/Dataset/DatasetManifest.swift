import Foundation

/// What `dataset.json` says: that the folder holds a whole data set, and which one.
package struct DatasetManifest: Hashable, Sendable {
  /// The name of the file; it is written last.
  package static let fileName = "dataset.json"

  /// What it was built from.
  package var origin: DatasetOrigin
  /// Whether these are the documents that were held out.
  package var isHeldOut: Bool
  /// What is in it.
  package var contents: DatasetContents
}

/// What a data set holds so far.
package struct DatasetContents: Hashable, Sendable, Codable {
  /// A file of examples.
  package struct Shard: Hashable, Sendable, Codable {
    /// The file's name in the folder.
    package var file: String
    /// The number of examples in it.
    package var examples: Int
    /// Its size in bytes.
    package var size: Int
    /// The CRC-32 of the whole file, as eight hexadecimal digits.
    package var crc32: String
  }

  /// The number of documents with at least one example.
  package var documents = 0
  /// The number of examples.
  package var examples = 0
  /// The number of words in all examples.
  package var words = 0
  /// The number of mentions in all examples.
  package var mentions = 0
  /// What of the documents did not become examples.
  package var leftOut = LeftOutText()
  /// The files in their order.
  package var shards: [Shard] = []

  private enum CodingKeys: String, CodingKey {
    case documents, examples, words, mentions, shards
    case leftOut = "left_out"
  }
}

extension DatasetManifest: Codable {
  private static let format = "luke-train pretraining dataset"
  private static let version = 1

  private enum CodingKeys: String, CodingKey {
    case format, version, origin, contents
    case isHeldOut = "held_out"
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func fault(_ key: CodingKeys, _ text: String) -> DecodingError {
      .dataCorruptedError(forKey: key, in: container, debugDescription: text)
    }
    guard try container.decode(String.self, forKey: .format) == Self.format else {
      throw fault(.format, "this is no data set for pretraining")
    }
    let version = try container.decode(Int.self, forKey: .version)
    guard version == Self.version else {
      throw fault(
        .version, "the data set has version \(version), this program reads version \(Self.version)")
    }
    origin = try container.decode(DatasetOrigin.self, forKey: .origin)
    contents = try container.decode(DatasetContents.self, forKey: .contents)
    isHeldOut = try container.decode(Bool.self, forKey: .isHeldOut)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.format, forKey: .format)
    try container.encode(Self.version, forKey: .version)
    try container.encode(origin, forKey: .origin)
    try container.encode(contents, forKey: .contents)
    try container.encode(isHeldOut, forKey: .isHeldOut)
  }
}
