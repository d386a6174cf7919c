import Foundation
import LukeCorpus
import LukeData
import LukeSystem
import LukeTestSupport
import Testing

/// Damage of packed files is named as that, whatever it made of their content.
@Suite struct CorpusDamageTests {
  /// A gzip member that holds bytes as they are, and says the sum of others.
  private func stored(_ bytes: [UInt8], sumOf sound: [UInt8]) -> Data {
    var data = Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3])
    let blocks = stride(from: 0, to: bytes.count, by: 0xFFFF).map {
      bytes[$0..<min($0 + 0xFFFF, bytes.count)]
    }
    for (number, block) in blocks.enumerated() {
      let size = UInt16(block.count)
      data.append(number + 1 == blocks.count ? 1 : 0)
      for part in [size, ~size] { data += [UInt8(part & 0xFF), UInt8(part >> 8)] }
      data += block
    }
    let sum = sound.withUnsafeBytes { Checksum(of: $0).value }
    for value in [sum, UInt32(sound.count)] {
      withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) }
    }
    return data
  }

  private func failure(_ data: Data, name: String = "file.jsonl.gz") throws -> String {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: name)
      try data.write(to: file)
      let builder = CorpusBuilder(settings: CorpusSettings(), threads: 2)
      do {
        _ = try builder.build(
          [file.path], [CorpusFolder.describe(file.path)],
          to: folder.appending(path: "corpus").path, note: { _ in }, progress: { _ in })
      } catch {
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/corpus"))
        return "\(error)".replacing(file.path, with: name)
      }
      return "read"
    }
  }

  private static let sound = Array(
    String(repeating: "{\"text\": \"Some words of a document.\"}\n", count: 40_000).utf8)

  @Test func faultsOfTheContentAreTheDamage() throws {
    #expect(try failure(stored(Self.sound, sumOf: Self.sound)) == "read")
    for (place, byte) in [(700_000, UInt8(ascii: "}")), (20_000, 0), (0, UInt8(ascii: "x"))] {
      var broken = Self.sound
      for offset in 0..<40 { broken[place + offset] = byte }
      let data = stored(broken, sumOf: Self.sound)
      #expect(
        try failure(data)
          == "file.jsonl.gz: the gzip data are damaged near byte \(data.count - 4)")
    }
  }

  /// What is sound and wrong in itself is told as it is.
  @Test func faultsOfSoundFilesStayTheirs() throws {
    var wrong = Self.sound
    wrong[0] = UInt8(ascii: "{")
    wrong[1] = UInt8(ascii: "}")
    #expect(
      try failure(stored(wrong, sumOf: wrong)).hasPrefix("file.jsonl.gz:1:3: is not valid JSON: "))
  }

  @Test func cutFilesAreNamed() throws {
    let data = stored(Self.sound, sumOf: Self.sound)
    #expect(
      try failure(data.prefix(900_001))
        == "file.jsonl.gz: the file ends early, at byte 900001, within gzip data")
  }

  @Test(arguments: [(".gz", "gzip"), (".bz2", "bzip2"), (".zst", "Zstandard")])
  func whatOnlyItsNameCallsPackedIsNamed(ending: String, name: String) throws {
    #expect(
      try failure(Data([0, 0x8B, 8, 0, 0, 0, 0, 0xFF]), name: "file.txt" + ending)
        == "file.txt\(ending): its name ends with \(ending), but it does not begin as \(name) data do: it is "
        + "damaged, or something else; get it anew")
    // Unpacked on the way, as some programs do.
    #expect(try failure(Data("Some words é.\n".utf8), name: "file.txt" + ending) == "read")
  }
}
