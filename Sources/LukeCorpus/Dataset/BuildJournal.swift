import Foundation

/// How far building a data set has come: what `progress.json` says until the data set is whole.
///
/// It is written whenever a shard was ended, and describes only what is on disk by then.
struct BuildJournal: Hashable, Sendable {
  static let fileName = "progress.json"

  var origin: DatasetOrigin
  /// How many items of the source were taken, whether or not they gave examples.
  var sources: Int
  var contents: DatasetContents
  var heldOut: DatasetContents
}

extension BuildJournal: Codable {
  private static let format = "luke-train pretraining dataset in progress"
  private static let version = 1

  private enum CodingKeys: String, CodingKey {
    case format, version, origin, sources, contents
    case heldOut = "held_out"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let format = try container.decode(String.self, forKey: .format)
    let version = try container.decode(Int.self, forKey: .version)
    guard format == Self.format, version == Self.version else {
      throw DecodingError.dataCorruptedError(
        forKey: .version, in: container,
        debugDescription: "written by another version of this program")
    }
    origin = try container.decode(DatasetOrigin.self, forKey: .origin)
    sources = try container.decode(Int.self, forKey: .sources)
    contents = try container.decode(DatasetContents.self, forKey: .contents)
    heldOut = try container.decode(DatasetContents.self, forKey: .heldOut)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.format, forKey: .format)
    try container.encode(Self.version, forKey: .version)
    try container.encode(origin, forKey: .origin)
    try container.encode(sources, forKey: .sources)
    try container.encode(contents, forKey: .contents)
    try container.encode(heldOut, forKey: .heldOut)
  }
}
