import LukeSystem

/// A file of compressed blocks, open for reading at any block by any number of threads.
package final class BlockFile: Sendable {
  /// A block's place and what it is checked by.
  package struct Block: Hashable, Sendable {
    /// Where its frame starts in the file, in bytes.
    package var offset: Int
    /// The size of its frame in bytes.
    package var storedCount: Int
    /// The size of its content in bytes.
    package var count: Int
    /// The CRC-32 of its content.
    package var checksum: UInt32
    /// The number of items in it.
    package var itemCount: Int
  }

  /// The blocks in their order.
  package let blocks: [Block]
  private let file: RandomAccessFile

  /// The file's path, for messages.
  package var path: String { file.path }
  /// The file's size in bytes.
  package var size: Int { file.size }
  /// The number of items in all blocks.
  package var itemCount: Int { blocks.reduce(0) { $0 + $1.itemCount } }

  private init(file: RandomAccessFile, blocks: [Block]) {
    (self.file, self.blocks) = (file, blocks)
  }

  /// Opens a file and gives it with its table; throws `FileError` when the index is damaged.
  package static func open(path: String) throws -> (file: BlockFile, table: [UInt8]) {
    let file = try RandomAccessFile(path: path)
    let index = try BlockFileIndex(file)
    return (BlockFile(file: file, blocks: index.blocks), index.table)
  }

  /// The content of a block; throws `FileError` when it is damaged.
  package func content(ofBlock number: Int) throws -> [UInt8] {
    let block = blocks[number]
    let frame = try file.bytes(at: block.offset, count: block.storedCount)
    guard
      let content = frame.withUnsafeBytes({ Zstandard.decompress($0, count: block.count) }),
      content.withUnsafeBytes({ Checksum(of: $0).value }) == block.checksum
    else {
      throw FileError.malformed(
        path: path, reason: "block \(number), at byte \(block.offset), is damaged")
    }
    return content
  }

  /// The CRC-32 of the whole file, which is read for it; `check` is called now and then and may throw.
  package func checksum(check: () throws -> Void = {}) throws -> UInt32 {
    try FileDigest(file: path) { _, _ in try check() }.checksum
  }
}
