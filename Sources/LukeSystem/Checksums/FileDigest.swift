/// What a file is known by: its size and the CRC-32 of its bytes.
package struct FileDigest: Hashable, Sendable {
  /// Bytes.
  package let size: Int
  /// The CRC-32 of the bytes.
  package let checksum: UInt32

  package init(size: Int, checksum: UInt32) { (self.size, self.checksum) = (size, checksum) }

  /// Bytes that are read at once.
  private static let chunkSize = 1 << 22

  /// Reads a file to its end; `check` gets the bytes read and in all, and may throw to stop.
  /// - Throws: `FileError` when it cannot be read.
  package init(file path: String, check: (Int, Int) throws -> Void = { _, _ in }) throws {
    let file = try RandomAccessFile(path: path)
    var checksum = Checksum()
    for start in stride(from: 0, to: file.size, by: Self.chunkSize) {
      try check(start, file.size)
      let bytes = try file.bytes(at: start, count: min(Self.chunkSize, file.size - start))
      bytes.withUnsafeBytes { checksum.update($0) }
    }
    (size, self.checksum) = (file.size, checksum.value)
  }
}
