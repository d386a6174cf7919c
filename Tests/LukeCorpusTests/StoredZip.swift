import LukeSystem

/// ZIP archives of files that are stored as they are.
enum StoredZip {
  /// The bytes of an archive, its files in the order of their names.
  static func archive(_ files: [String: String]) -> [UInt8] {
    var (bytes, directory) = ([UInt8](), [UInt8]())
    for (name, text) in files.sorted(by: { $0.key < $1.key }) {
      let content = Array(text.utf8)
      let checksum = content.withUnsafeBytes { Checksum(of: $0).value }
      // Version, flags, method, time, date, checksum, both sizes, lengths of name and of what follows it.
      let common =
        little(20, 2) + little(0, 8) + little(Int(checksum), 4) + little(content.count, 4)
        + little(content.count, 4) + little(name.utf8.count, 2) + little(0, 2)
      directory +=
        [0x50, 0x4B, 1, 2] + little(20, 2) + common + little(0, 10) + little(bytes.count, 4)
        + Array(name.utf8)
      bytes += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + content
    }
    return bytes + directory + [0x50, 0x4B, 5, 6] + little(0, 4) + little(files.count, 2)
      + little(files.count, 2) + little(directory.count, 4) + little(bytes.count, 4) + little(0, 2)
  }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }
}
