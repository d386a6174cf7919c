import LukeSystem

/// Files that are packed and held in memory whole, unpacked.
package enum PackedContent {
  /// The most bytes that a file is unpacked to: a gibibyte.
  ///
  /// Few bytes can stand for any number of them, which memory would not last for.
  package static let mostBytes = 1 << 30

  /// What is packed in a file with gzip, bzip2 or Zstandard, as its first bytes tell; nil where it is not.
  /// - Throws: `FileError` for damage, with the byte of the file, and for what unpacks to more than `limit`.
  package static func unpacked(
    _ bytes: [UInt8], path: String, limit: Int = mostBytes
  ) throws(FileError) -> [UInt8]? {
    let compression = Compression(readable: bytes.prefix(Compression.signatureCount))
    if compression == .none {
      guard let name = Compression.nameOfCutMark(bytes) else { return nil }
      throw .malformed(
        path: path, reason: "the file ends early, at byte \(bytes.count), within \(name) data")
    }
    let stream = try ByteStream(bytes: bytes, path: path)
    var content: [UInt8] = []
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { chunk.deallocate() }
    while case let count = try stream.read(into: chunk), count > 0 {
      guard content.count + count <= limit else {
        throw .malformed(
          path: path,
          reason: "unpacks to more than \(sizeText(limit)); if that is meant, unpack it first: "
            + compression.unpackingCommand)
      }
      content.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[..<count]))
    }
    return content
  }

  /// A limit in words.
  static func sizeText(_ count: Int) -> String { count == mostBytes ? "1 GiB" : "\(count) bytes" }
}
