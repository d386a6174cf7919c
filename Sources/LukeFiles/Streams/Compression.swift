import LukeSystem

/// How the content of a file is compressed, as its first bytes tell.
package enum Compression: String, Sendable {
  case none
  case bzip2
  case gzip
  case zstd

  /// What a file begins with that is packed in a way not read here, by the way's name.
  private static let unreadable: [(name: String, start: [UInt8])] = [
    ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]), ("LZMA", [0x5D, 0x00, 0x00]),
    ("lzip", Array("LZIP\u{1}".utf8)), ("LZ4", [0x04, 0x22, 0x4D, 0x18]),
    ("compress", [0x1F, 0x9D]),
    ("lzop", [0x89, 0x4C, 0x5A, 0x4F, 0x00]), ("RAR", Array("Rar!\u{1A}\u{7}".utf8)),
    ("7-Zip", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]), ("ZIP", [0x50, 0x4B, 0x03, 0x04]),
    ("ZIP", [0x50, 0x4B, 0x05, 0x06]), ("ZIP", [0x50, 0x4B, 0x07, 0x08]),
    ("Cabinet", Array("MSCF\0\0".utf8)),
  ]

  /// The most bytes that are looked at.
  static let signatureCount = 10

  /// Finds how a file is compressed that begins with `start`.
  package init(start: some Collection<UInt8>, path: String) throws(FileError) {
    if let found = Self.unreadable.first(where: { start.starts(with: $0.start) }) {
      throw .malformed(
        path: path, reason: "is packed with \(found.name); unpack it, or pack it with bzip2 or zstd"
      )
    }
    self.init(readable: start)
  }

  /// What a file that begins with `start` is unpacked with here; ``none`` also for what it is not.
  package init(readable start: some Collection<UInt8>) {
    if Self.beginsBZip2(start) {
      self = .bzip2
    } else if Self.beginsGzip(start) {
      self = .gzip
    } else if Self.beginsZstd(start) {
      self = .zstd
    } else {
      self = .none
    }
  }

  /// What a file is packed with that ends within the mark that such files begin with; nil for any other.
  ///
  /// What may be the beginning of a text is none of them.
  static func nameOfCutMark(_ bytes: some Collection<UInt8>) -> String? {
    let count = bytes.count
    func isCut(_ mark: [UInt8], from least: Int) -> Bool {
      least..<mark.count ~= count && mark.starts(with: bytes)
    }
    if isCut([0x1F, 0x8B, 0x08], from: 2) { return "gzip" }
    if isCut([0x28, 0xB5, 0x2F, 0xFD], from: 2) { return "Zstandard" }
    let parts: [[UInt8]] = [
      [0x31, 0x41, 0x59, 0x26, 0x53, 0x59], [0x17, 0x72, 0x45, 0x38, 0x50, 0x90],
    ]
    let isCutBZip2 = parts.contains { part in
      (UInt8(49)...57).contains { level in isCut(Array("BZh".utf8) + [level] + part, from: 7) }
    }
    return isCutBZip2 ? "bzip2" : nil
  }

  /// The command that unpacks it.
  var unpackingCommand: String {
    switch self {
    case .none: "cat"
    case .bzip2: "bzip2 -d"
    case .gzip: "gzip -d"
    case .zstd: "zstd -d"
    }
  }

  /// Whether the bytes begin a bzip2 stream: its name, a level, and the mark of a block or the end.
  static func beginsBZip2(_ bytes: some Collection<UInt8>) -> Bool {
    let bytes = Array(bytes.prefix(signatureCount))
    guard bytes.count == signatureCount, bytes.starts(with: "BZh".utf8), (49...57) ~= bytes[3]
    else { return false }
    return bytes[4...].elementsEqual([0x31, 0x41, 0x59, 0x26, 0x53, 0x59])
      || bytes[4...].elementsEqual([0x17, 0x72, 0x45, 0x38, 0x50, 0x90])
  }

  /// Whether the bytes begin a gzip member: its mark, and the one method there is.
  static func beginsGzip(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: [0x1F, 0x8B, 0x08])
  }

  /// Whether the bytes begin a Zstandard frame, or one that is to be skipped.
  static func beginsZstd(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD])
      || bytes.count >= 4 && bytes.dropFirst().starts(with: [0x2A, 0x4D, 0x18])
        && bytes.first.map { $0 & 0xF0 == 0x50 } == true
  }
}
