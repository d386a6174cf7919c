import Foundation
import LukeSystem

/// Writes a file of compressed blocks, each of which can be read by itself.
///
/// The file appears under its name only when it is finished; one that is not is removed. Not for
/// several threads.
package final class BlockFileWriter {
  private let path: String
  private let file: PartialFile
  private let level: Int32
  private var index: [UInt8] = []
  private var blockCount = 0

  /// Begins the file that shall be at `path`; throws `FileError`.
  package init(path: String, level: Int32 = 3) throws {
    self.path = path
    self.level = level
    file = try PartialFile(of: path)
  }

  /// Adds a block of `itemCount` items.
  package func append(_ content: [UInt8], itemCount: Int) throws {
    guard content.count <= Int32.max else {
      throw FileError.malformed(path: path, reason: "a block of more than 2 GiB cannot be written")
    }
    let frame = content.withUnsafeBytes { Zstandard.compress($0, level: level) }
    try write(frame)
    BlockFileFormat.append(UInt32(frame.count), to: &index)
    BlockFileFormat.append(UInt32(content.count), to: &index)
    BlockFileFormat.append(content.withUnsafeBytes { Checksum(of: $0).value }, to: &index)
    BlockFileFormat.append(UInt32(itemCount), to: &index)
    blockCount += 1
  }

  /// Ends the file with a table that is read whenever the file is opened; gives what the whole file is
  /// known by.
  package func finish(table: [UInt8]) throws -> FileDigest {
    index += table
    let frame = index.withUnsafeBytes { Zstandard.compress($0, level: level) }
    // Frames of the index are skipped by other programs, which so see the blocks alone.
    try write(BlockFileFormat.skippableHeader(count: frame.count))
    let trailer = BlockFileFormat.trailer(
      indexOffset: file.digest.size, indexStoredCount: frame.count, indexCount: index.count,
      indexChecksum: index.withUnsafeBytes { Checksum(of: $0).value }, blockCount: blockCount)
    try write(frame)
    try write(trailer)
    try file.publish()
    return file.digest
  }

  private func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try file.write($0) }
  }
}
