import LukeSystem

/// How a file of compressed blocks is laid out; all numbers are little-endian.
///
/// The file is one Zstandard frame for each block, the index in a frame within a skippable one, and a
/// skippable frame of a fixed size that says where the index is: `zstd -d` gives the blocks' content. The index is, for each block,
/// `storedCount`, `count`, `checksum` (CRC-32 of the content) and `itemCount` as 32-bit numbers, and
/// behind them the table, whose meaning is the caller's.
enum BlockFileFormat {
  static let version: UInt32 = 1
  /// Ends every file.
  static let signature = Array("LUKE-BLK".utf8)
  /// Starts a frame that Zstandard skips.
  static let skippableFrame: UInt32 = 0x184D_2A5C
  /// Bytes of the index for one block.
  static let entryCount = 16
  /// Bytes of the last frame: its own header of 8, offset and stored size and size of the index (8
  /// each), the index' CRC-32, the number of blocks, the version, the CRC-32 of all that, signature.
  static let trailerCount = 8 + 24 + 16 + 8

  /// The largest content of a block that is read; writers stay far below.
  ///
  /// A few bytes of a damaged or hostile file could ask for gigabytes.
  static let largestBlock = 1 << 29

  /// Bytes that begin a skippable frame.
  static let skippableHeaderCount = 8

  static func skippableHeader(count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    append(skippableFrame, to: &bytes)
    append(UInt32(count), to: &bytes)
    return bytes
  }

  static func trailer(
    indexOffset: Int, indexStoredCount: Int, indexCount: Int, indexChecksum: UInt32,
    blockCount: Int
  ) -> [UInt8] {
    var bytes = skippableHeader(count: trailerCount - skippableHeaderCount)
    for value in [indexOffset, indexStoredCount, indexCount] { append(UInt64(value), to: &bytes) }
    append(indexChecksum, to: &bytes)
    append(UInt32(blockCount), to: &bytes)
    append(version, to: &bytes)
    append(bytes.withUnsafeBytes { Checksum(of: $0).value }, to: &bytes)
    return bytes + signature
  }

  static func append<Integer: FixedWidthInteger>(_ value: Integer, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  static func read<Integer: FixedWidthInteger>(
    _ type: Integer.Type, at offset: Int, of bytes: [UInt8]
  ) -> Integer {
    bytes.withUnsafeBytes {
      Integer(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: type))
    }
  }
}
