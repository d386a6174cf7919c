import LukeFiles
import LukeTestSupport
import Testing

@Suite struct ZipArchiveTests {
  private func text(
    _ name: String, of bytes: [UInt8], limit: Int = PackedContent.mostBytes
  ) throws -> String? {
    let archive = try ZipArchive(bytes: bytes, path: "data.zip")
    return try archive.bytes(of: name, path: "data.zip:" + name, limit: limit)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func filesAreReadByName() throws {
    let archive = try ZipArchive(bytes: PackedSamples.zip, path: "data.zip")
    #expect(archive.names == ["folder/train.conll", "folder/dev.conll", "stored.conll"])
    #expect(try text("folder/train.conll", of: PackedSamples.zip) == PackedSamples.text)
    #expect(
      try text("folder/dev.conll", of: PackedSamples.zip)
        == String(repeating: "Bo B-PER\n", count: 9))
    #expect(try text("stored.conll", of: PackedSamples.zip) == "Oslo B-LOC\n")
    #expect(try text("train.conll", of: PackedSamples.zip) == nil)
    #expect(try text("train.conll", of: PackedSamples.zip64) == PackedSamples.text)
    #expect(try ZipArchive(bytes: PackedSamples.zipOfNothing, path: "data.zip").names == [])
  }

  @Test func whatIsNotReadIsNamed() {
    let advice = "unpack the archive first: unzip"
    #expect(
      message { try text("train.conll", of: PackedSamples.zipEncrypted) }
        == "data.zip:train.conll: is encrypted; \(advice)")
    #expect(
      message { try text("train.conll", of: PackedSamples.zipWithBZip2) }
        == "data.zip:train.conll: is packed with bzip2, and only files that are stored or deflated are read "
        + "out of ZIP archives; \(advice)")
    #expect(
      message { try text("folder/dev.conll", of: PackedSamples.zip, limit: 80) }
        == "data.zip:folder/dev.conll: unpacks to 81 bytes, more than 80 bytes; if that is meant, \(advice)"
    )
  }

  /// Every flipped bit of an archive is found, or changes nothing that is read.
  @Test func damageIsNamed() throws {
    var faults: Set<String> = []
    for place in PackedSamples.zip.indices {
      var bytes = PackedSamples.zip
      bytes[place] ^= 4
      let found = message {
        if try text("folder/train.conll", of: bytes) ?? PackedSamples.text != PackedSamples.text {
          faults.insert("another text")
        }
      }
      faults.insert(found)
    }
    #expect(!faults.contains("another text"))
    #expect(faults.contains("data.zip:folder/train.conll: its packed bytes are damaged"))
    #expect(
      faults.contains(
        "data.zip:folder/train.conll: is damaged: its bytes have another checksum than the archive says"
      ))
    let short = Array(PackedSamples.zip.dropLast(10))
    #expect(
      message { try text("stored.conll", of: short) }
        == "data.zip: not a zip archive, or its end is missing: truncated?")
  }
}
