import Foundation

/// Writes a file of compressed blocks, each of which can be read by itself.
///
/// The file appears under its name only when it is finished; one that is not is removed. Not for
/// several threads.
package final class BlockFileWriter {
  /// What a finished file is known by.
  package struct Summary: Hashable, Sendable {
    /// The size of the file in bytes.
    package var size: Int
    /// The CRC-32 of the whole file.
    package var checksum: UInt32
  }

  private let path: String
  private let partial: String
  private let file: SequentialFile
  private let level: Int32
  private var size = 0
  private var checksum = Checksum()
  private var index: [UInt8] = []
  private var blockCount = 0
  private var isFinished = false

  /// Begins the file that shall be at `path`; throws `FileError`.
  package init(path: String, level: Int32 = 3) throws {
    self.path = path
    self.level = level
    partial = try AtomicFile.beginPartial(of: path)
    file = try SequentialFile(creating: partial)
  }

  deinit { if !isFinished { unlink(partial) } }

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

  /// Ends the file with a table that is read whenever the file is opened.
  package func finish(table: [UInt8]) throws -> Summary {
    index += table
    let frame = index.withUnsafeBytes { Zstandard.compress($0, level: level) }
    // Frames of the index are skipped by other programs, which so see the blocks alone.
    try write(BlockFileFormat.skippableHeader(count: frame.count))
    let trailer = BlockFileFormat.trailer(
      indexOffset: size, indexStoredCount: frame.count, indexCount: index.count,
      indexChecksum: index.withUnsafeBytes { Checksum(of: $0).value }, blockCount: blockCount)
    try write(frame)
    try write(trailer)
    try AtomicFile.publish(partial, at: path)
    isFinished = true
    return Summary(size: size, checksum: checksum.value)
  }

  private func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes {
      try file.write($0)
      checksum.update($0)
    }
    size += bytes.count
  }
}
