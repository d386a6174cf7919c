import Foundation
import LukeFiles
import LukeSystem

/// Writes a data set: examples in shards, at the end the manifest.
///
/// The same examples and the same ends of shards give the same bytes. For one thread at a time.
final class DatasetWriter {
  private let folder: String
  private let origin: DatasetOrigin
  private let isHeldOut: Bool
  private var file: BlockFileWriter?
  private var block = ExampleBlock()
  private var counts: [UInt8] = []
  /// What is in the data set so far; its shards are those that are ended.
  private(set) var contents: DatasetContents
  /// The number of examples in the shard that is not ended yet.
  private(set) var examplesInShard = 0

  /// Begins a data set, or goes on with one of which `contents` is there already.
  init(
    folder: String, origin: DatasetOrigin, isHeldOut: Bool, contents: DatasetContents
  ) {
    (self.folder, self.origin) = (folder, origin)
    (self.isHeldOut, self.contents) = (isHeldOut, contents)
  }

  /// The name of a shard.
  static func shardName(_ number: Int) -> String {
    let digits = String(number)
    return "shard-\(String(repeating: "0", count: max(5 - digits.count, 0)))\(digits).zst"
  }

  /// Adds the examples of one document, and what of it became none.
  func append(_ examples: [PretrainingExample], leftOut: LeftOutText = LeftOutText()) throws {
    contents.leftOut += leftOut
    if !examples.isEmpty { contents.documents += 1 }
    for example in examples {
      block.append(example)
      contents.examples += 1
      contents.words += example.words.count
      contents.mentions += example.mentions.count
      examplesInShard += 1
      if block.count == origin.examplesPerBlock { try endBlock() }
    }
  }

  private func endBlock() throws {
    guard block.count > 0 else { return }
    let file =
      try self.file
      ?? BlockFileWriter(path: folder + "/" + Self.shardName(contents.shards.count))
    self.file = file
    try file.append(block.encoded(), itemCount: block.count)
    block.appendCounts(to: &counts)
    block = ExampleBlock()
  }

  /// Ends the shard, after which it is on disk for good; does nothing when it has no examples.
  func endShard() throws {
    try endBlock()
    guard let file else { return }
    let summary = try file.finish(table: counts)
    contents.shards.append(
      DatasetContents.Shard(
        file: Self.shardName(contents.shards.count), examples: examplesInShard,
        size: summary.size, crc32: Checksum.digits(summary.checksum)))
    self.file = nil
    counts = []
    examplesInShard = 0
  }

  /// Ends the data set.
  func finish() throws -> DatasetManifest {
    try endShard()
    let manifest = DatasetManifest(origin: origin, isHeldOut: isHeldOut, contents: contents)
    try DatasetFile.write(manifest, to: folder + "/" + DatasetManifest.fileName)
    return manifest
  }
}
