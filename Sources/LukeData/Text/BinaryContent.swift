import LukeFiles
import LukeSystem

/// Names what is no text by its first bytes, as `file` does, so that it is never read as words.
package struct BinaryContent {
  /// The most bytes that are looked at.
  package static let sampleSize = 1 << 16

  /// What the content is and what to do, to be put after the file's name.
  package let reason: String

  /// Nil where the bytes may be text.
  /// - Parameter start: the first bytes, ``sampleSize`` of them if there are as many.
  package init?(start: some Collection<UInt8>) {
    let bytes = Array(start.prefix(Self.sampleSize))
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
    {
      reason = Self.zipReason(bytes)
    } else if TarHeader.begins(bytes)
      || bytes.count > 262 && bytes[257..<262].elementsEqual("ustar".utf8)
    {
      reason = "is a tar archive; unpack it first: tar -xf"
    } else if let found = Self.signatures.first(where: { bytes.starts(with: $0.start) }),
      !found.isWord || bytes.contains(where: Self.isControl)
    {
      reason = found.reason
    } else if let reason = Self.reasonWithoutSignature(bytes) {
      self.reason = reason
    } else {
      return nil
    }
  }

  /// What is said of bytes that are no text, and nothing that is known by name.
  package static let unnamed = "is binary data, not text"

  /// What is said of a ZIP archive that is no document of another program.
  static let archive = "is a ZIP archive; unpack it first: unzip"

  private static let table = "save it as JSON Lines or as text with tabs between columns"
  private static let zlib =
    "is packed with zlib, as spaCy's DocBin (.spacy) is; write it as JSON Lines with spaCy itself"
  private static let pickle =
    "is a Python pickle, which is never loaded because it can run programs; write it as JSON Lines"

  private struct Signature {
    let start: [UInt8]
    let reason: String

    init(_ start: [UInt8], _ reason: String) { (self.start, self.reason) = (start, reason) }

    /// Whether a text might begin so too.
    var isWord: Bool { start.allSatisfy { (0x30...0x7A).contains($0) } }
  }

  private static let signatures: [Signature] = [
    Signature(Array("version https://git-lfs.github.com/spec/".utf8), LargeFilePointer.reason),
    Signature([0x1F, 0x8B], "is packed with gzip; unpack it first: gzip -d"),
    Signature([0x1F, 0x9D], "is packed with compress; unpack it first: gzip -d"),
    Signature([0x28, 0xB5, 0x2F, 0xFD], "is packed with zstd; unpack it first: zstd -d"),
    Signature([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "is packed with xz; unpack it first: xz -d"),
    Signature([0x5D, 0x00, 0x00], "is packed with LZMA; unpack it first: xz -d"),
    Signature([0x04, 0x22, 0x4D, 0x18], "is packed with LZ4; unpack it first: lz4 -d"),
    Signature([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "is a 7-Zip archive; unpack it first: 7z x"),
    Signature(Array("Rar!".utf8) + [0x1A, 0x07], "is a RAR archive; unpack it first: unrar x"),
    Signature([0x78, 0x9C], zlib), Signature([0x78, 0xDA], zlib),
    Signature(Array("%PDF-".utf8), "is a PDF; take its text out first: pdftotext"),
    Signature([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], "is an HDF5 file, not text"),
    Signature(
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
      "is an old Microsoft Office document; \(table)"),
    Signature(Array("PAR1".utf8), "is a Parquet table; \(table)"),
    Signature(Array("ARROW1".utf8), "is an Arrow table; \(table)"),
    Signature(Array("FEA1".utf8), "is a Feather table; \(table)"),
    Signature([0xFF, 0xFF, 0xFF, 0xFF], "is an Arrow stream; \(table)"),
    Signature(Array("Obj".utf8) + [1], "is an Avro table; \(table)"),
    Signature(Array("SQLite format 3\0".utf8), "is an SQLite database; \(table)"),
    Signature([0x93] + Array("NUMPY".utf8), "is a NumPy array, not text"),
    Signature([0x80, 0x02], pickle), Signature([0x80, 0x03], pickle),
    Signature([0x80, 0x04], pickle), Signature([0x80, 0x05], pickle),
    Signature(Array("(lp0\n".utf8), pickle), Signature(Array("(dp0\n".utf8), pickle),
    Signature([0x89, 0x50, 0x4E, 0x47], "is a picture (PNG), not text"),
    Signature([0xFF, 0xD8, 0xFF], "is a picture (JPEG), not text"),
    Signature(Array("GIF8".utf8), "is a picture (GIF), not text"),
    Signature([0x7F] + Array("ELF".utf8), "is a program, not text"),
    Signature(Array("GGUF".utf8), "is a GGUF model, not text"),
    Signature(Array("{\\rtf".utf8), "is RTF, a word processor's document; save it as plain text"),
  ]

  /// Bzip2 with any level, and whatever is made of bytes that text has not.
  private static func reasonWithoutSignature(_ bytes: [UInt8]) -> String? {
    if bytes.count > 9, bytes.starts(with: "BZh".utf8), (0x31...0x39).contains(bytes[3]),
      bytes[4] == 0x31 && bytes[5] == 0x41 || bytes[4] == 0x17 && bytes[5] == 0x72
    {
      return "is packed with bzip2; unpack it first: bzip2 -d"
    }
    // A byte order mark explains the zeros of UTF-16 and UTF-32.
    if WideText(start: bytes) != nil { return nil }
    if let reason = wideReason(bytes) { return reason }
    let controlCount = bytes.count(where: isControl)
    return controlCount >= 8 && controlCount * 20 > bytes.count ? unnamed : nil
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && !(8...13).contains(byte) && byte != 0x1B
  }

  /// UTF-16 and UTF-32 without a mark: zeros at every other byte, or at three of four.
  private static func wideReason(_ bytes: [UInt8]) -> String? {
    func zeros(_ remainders: Set<Int>, of width: Int) -> Int {
      bytes.indices.count { remainders.contains($0 % width) && bytes[$0] == 0 }
    }
    guard bytes.count(where: { $0 == 0 }) > 1 else { return nil }
    let (even, odd, count) = (zeros([0], of: 2), zeros([1], of: 2), bytes.count)
    if count >= 4, zeros([2, 3], of: 4) * 20 > count * 9 { return wideReason("UTF-32LE") }
    if count >= 4, zeros([0, 1], of: 4) * 20 > count * 9 { return wideReason("UTF-32BE") }
    if odd * 10 > count, even * 4 < odd { return wideReason("UTF-16LE") }
    if even * 10 > count, odd * 4 < even { return wideReason("UTF-16BE") }
    return nil
  }

  private static func wideReason(_ name: String) -> String {
    "looks like \(name) without byte order mark; convert it to UTF-8: iconv -f \(name) -t UTF-8"
  }

  private static func zipReason(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: Unicode.ASCII.self)
    func holds(_ name: String) -> Bool { text.contains(name) }
    if holds("xl/") { return "is an Excel workbook; \(table)" }
    if holds("word/") { return "is a Word document; save it as plain text" }
    if holds("mimetypeapplication/vnd.oasis.opendocument.spreadsheet") {
      return "is an OpenDocument spreadsheet; \(table)"
    }
    if holds("mimetypeapplication/vnd.oasis") {
      return "is an OpenDocument document; save it as plain text"
    }
    if holds("data.pkl") { return "is a PyTorch file, not text" }
    if holds(".npy") { return "is a NumPy archive, not text" }
    if holds("[Content_Types].xml") || holds("_rels/.rels") {
      return "is a Microsoft Office document; \(table)"
    }
    return archive
  }
}
