import LukeSystem

/// A zip archive in memory, whose files are unpacked one by one.
package struct ZipArchive {
  /// The names of the files in it, in the order of its directory: no folders, and nothing of what macOS
  /// adds.
  package let names: [String]
  private let content: BytesInMemory
  private let directory: ZipDirectory

  /// Reads the directory of an archive; messages call it `path`.
  /// - Throws: `FileError` where it is damaged.
  package init(bytes: [UInt8], path: String) throws {
    content = BytesInMemory(path: path, content: bytes)
    directory = try ZipDirectory(of: content)
    names = directory.names.filter { !$0.hasSuffix("/") && !Self.isOfMacOS($0) }
  }

  private static func isOfMacOS(_ name: String) -> Bool {
    name.hasPrefix("__MACOSX/") || name == ".DS_Store" || name.hasSuffix("/.DS_Store")
  }

  /// Whether a file begins as zip archives do.
  package static func begins(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  /// The bytes of a file in the archive, which is called `path` in messages; nil where there is none.
  /// - Throws: `FileError` for what is damaged, encrypted, packed in a way not read here, or larger than
  ///   `limit`.
  package func bytes(
    of name: String, path: String, limit: Int = PackedContent.mostBytes
  ) throws -> [UInt8]? {
    guard let member = directory.members[name] else { return nil }
    let advice = "unpack the archive first: unzip"
    func refuse(_ reason: String) -> FileError { .malformed(path: path, reason: reason) }
    if member.isEncrypted { throw refuse("is encrypted; \(advice)") }
    guard member.method == 0 || member.method == 8 else {
      throw refuse(
        "is packed with \(Self.methods[member.method] ?? "method \(member.method)"), and only files that "
          + "are stored or deflated are read out of ZIP archives; \(advice)")
    }
    guard member.size <= limit else {
      throw refuse(
        "unpacks to \(member.size) bytes, more than \(PackedContent.sizeText(limit)); if that is meant, "
          + advice)
    }
    let stored = try content.slice(at: member.offset, count: member.storedSize)
    guard
      let bytes = member.method == 0 ? Array(stored) : Deflated.unpacked(stored, size: member.size)
    else { throw refuse("its packed bytes are damaged") }
    guard bytes.withUnsafeBytes({ Checksum(of: $0).value }) == member.checksum else {
      throw refuse("is damaged: its bytes have another checksum than the archive says")
    }
    return bytes
  }

  private static let methods = [
    1: "Shrink", 6: "Implode", 9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "xz",
    98: "PPMd",
  ]
}
