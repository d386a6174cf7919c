import LukeFiles
import LukeTestSupport
import Testing

/// Packed files, whole in memory.
@Suite struct PackedContentTests {
  private func unpacked(_ bytes: [UInt8], limit: Int = PackedContent.mostBytes) throws -> String? {
    try PackedContent.unpacked(bytes, path: "file", limit: limit)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func whatIsPackedIsKnownByItsFirstBytes() throws {
    for bytes in [PackedSamples.gzip, PackedSamples.bzip2, PackedSamples.zstd] {
      #expect(try unpacked(bytes) == PackedSamples.text)
    }
    #expect(
      try unpacked(PackedSamples.gzip + PackedSamples.gzip) == PackedSamples.text
        + PackedSamples.text)
    #expect(try unpacked(Array("BZh is no bzip2".utf8)) == nil)
    #expect(try unpacked([]) == nil)
  }

  /// Who sees such a file unpacks it in vain.
  @Test func whatEndsWithinItsMarkIsNamed() throws {
    for (bytes, way) in [
      ([0x1F, 0x8B], "gzip"), ([0x28, 0xB5, 0x2F], "Zstandard"),
      (Array("BZh91AY".utf8), "bzip2"),
    ] as [([UInt8], String)] {
      #expect(
        message { try unpacked(bytes) }
          == "file: the file ends early, at byte \(bytes.count), within \(way) data")
    }
    for text in ["BZh9", "(", "\u{1F}"] { #expect(try unpacked(Array(text.utf8)) == nil) }
  }

  @Test func damageIsNamed() {
    for (bytes, way) in [
      (PackedSamples.gzip, "gzip"), (PackedSamples.bzip2, "bzip2"),
      (PackedSamples.zstd, "Zstandard"),
    ] {
      let short = Array(bytes.dropLast())
      #expect(
        message { try unpacked(short) }
          == "file: the file ends early, at byte \(short.count), within \(way) data")
    }
    var broken = PackedSamples.gzip
    broken[broken.count - 6] ^= 1
    #expect(message { try unpacked(broken) } == "file: the gzip data are damaged near byte 33")
  }

  /// A few bytes may stand for more than memory holds.
  @Test func whatUnpacksToTooMuchIsRefused() {
    let count = PackedSamples.text.utf8.count
    for (bytes, command) in [
      (PackedSamples.gzip, "gzip -d"), (PackedSamples.bzip2, "bzip2 -d"),
      (PackedSamples.zstd, "zstd -d"),
    ] {
      #expect(message { try unpacked(bytes, limit: count) } == "no error")
      #expect(
        message { try unpacked(bytes, limit: count - 1) }
          == "file: unpacks to more than \(count - 1) bytes; if that is meant, unpack it first: \(command)"
      )
    }
  }
}
