import Foundation
import LukeData
import LukeFiles
import LukeSystem

/// A data set on disk, open for reading any of its examples by any number of threads.
///
/// Opening reads the index of every shard, 4 bytes for an example; examples are read when they are
/// asked for.
package final class DatasetReader: Sendable {
  /// The folder, for messages.
  package let folder: String
  /// What the data set is.
  package let manifest: DatasetManifest
  /// The number of the first example of every block, and the number of examples at the end.
  package let blockStarts: [Int]
  private let files: [BlockFile]
  /// For every block its shard and its number there.
  private let places: [(shard: Int32, block: Int32)]
  private let counts: [ExampleCounts]
  private let cache = LockedValue<(number: Int, block: ExampleBlock)?>(nil)

  private struct ExampleCounts {
    var words: UInt16
    var mentions: UInt16
  }

  /// Opens the data set of a folder; throws `DataError` or `FileError` with the file's name.
  package init(folder: String) throws {
    let path = folder + "/" + DatasetManifest.fileName
    let manifest = try Self.manifest(at: path, folder: folder)
    var files: [BlockFile] = []
    var places: [(shard: Int32, block: Int32)] = []
    var starts = [0]
    var counts: [ExampleCounts] = []
    for (number, shard) in manifest.contents.shards.enumerated() {
      let (file, table) = try Self.open(shard, in: folder)
      files.append(file)
      for (index, block) in file.blocks.enumerated() {
        places.append((Int32(truncatingIfNeeded: number), Int32(truncatingIfNeeded: index)))
        starts.append(starts[starts.count - 1] + block.itemCount)
      }
      table.withUnsafeBytes { table in
        for place in stride(from: 0, to: table.count, by: 4) {
          func value(_ offset: Int) -> UInt16 {
            UInt16(littleEndian: table.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
          }
          counts.append(ExampleCounts(words: value(place), mentions: value(place + 2)))
        }
      }
    }
    guard counts.count == manifest.contents.examples else {
      throw DataError.unsuitable(
        file: path,
        reason: "it counts \(manifest.contents.examples) examples, its shards \(counts.count)")
    }
    (self.folder, self.manifest, self.files) = (folder, manifest, files)
    (self.places, blockStarts, self.counts) = (places, starts, counts)
  }

  private static func manifest(at path: String, folder: String) throws -> DatasetManifest {
    let manager = FileManager.default
    if !manager.fileExists(atPath: path), manager.fileExists(atPath: folder) {
      let isBegun = manager.fileExists(atPath: folder + "/" + BuildJournal.fileName)
      throw DataError.unsuitable(
        file: folder,
        reason: isBegun
          ? "the data set is not built to its end; start building it again to go on"
          : "no data set: it has no \(DatasetManifest.fileName)")
    }
    return try DatasetFile.read(DatasetManifest.self, at: path)
  }

  private static func open(
    _ shard: DatasetContents.Shard, in folder: String
  ) throws -> (BlockFile, [UInt8]) {
    let path = try ListedFile.path(
      shard.file, listedIn: folder + "/" + DatasetManifest.fileName, folder: folder)
    let (file, table) = try BlockFile.open(path: path)
    let count = file.itemCount
    guard file.size == shard.size, count == shard.examples, table.count == 4 * count,
      file.blocks.allSatisfy({ $0.itemCount > 0 })
    else {
      throw FileError.malformed(
        path: path,
        reason: "it is not the file that \(DatasetManifest.fileName) lists: \(file.size) bytes and "
          + "\(count) examples, not \(shard.size) and \(shard.examples)")
    }
    return (file, table)
  }

  /// The number of examples.
  package var count: Int { counts.count }

  /// The number of words of an example.
  package func wordCount(of example: Int) -> Int { Int(counts[example].words) }

  /// The number of mentions of an example.
  package func mentionCount(of example: Int) -> Int { Int(counts[example].mentions) }

  /// An example by its number; throws `FileError` when its block is damaged.
  ///
  /// The last block read is kept, so that going through the examples reads every block once.
  package func example(at number: Int) throws -> PretrainingExample {
    let place = self.block(ofExample: number)
    let kept = cache.withLock { $0 }
    if let kept, kept.number == place {
      return kept.block.example(at: number - blockStarts[place])
    }
    let block = try block(at: place)
    cache.withLock { $0 = (place, block) }
    return block.example(at: number - blockStarts[place])
  }

  /// The number of the block that an example is in.
  package func block(ofExample number: Int) -> Int {
    var (low, high) = (0, places.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if blockStarts[middle] <= number { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The examples of a block.
  package func block(at number: Int) throws -> ExampleBlock {
    let place = places[number]
    let file = files[Int(place.shard)]
    let count = blockStarts[number + 1] - blockStarts[number]
    let content = try file.content(ofBlock: Int(place.block))
    guard let block = ExampleBlock(content, count: count) else {
      throw FileError.malformed(
        path: file.path, reason: "block \(place.block) does not hold \(count) examples")
    }
    return block
  }

  /// Reads all files to compare them with their checksums; `check` is called often and may throw,
  /// `progress` with the bytes that are done and all there are, after every file.
  package func verify(
    check: () throws -> Void = {}, progress: (Int, Int) throws -> Void = { _, _ in }
  ) throws {
    let shards = manifest.contents.shards
    let total = shards.reduce(0) { $0 + $1.size }
    var done = 0
    for (file, shard) in zip(files, shards) {
      let checksum = try file.checksum(check: check)
      done += shard.size
      try progress(done, total)
      guard UInt32(shard.crc32, radix: 16) == checksum else {
        throw FileError.malformed(
          path: file.path,
          reason: "its CRC-32 is not \(shard.crc32), as \(DatasetManifest.fileName) says")
      }
    }
  }
}
