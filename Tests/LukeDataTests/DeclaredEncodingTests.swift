import Foundation
import LukeData
import LukeTestSupport
import Testing

/// XML in the encoding that its declaration names.
@Suite struct DeclaredEncodingTests {
  private func bytes(_ encoding: String, _ name: [UInt8]) -> [UInt8] {
    Array("<?xml version='1.0' encoding='\(encoding)'?>\n<collection><document><id>1</id>".utf8)
      + Array("<passage><offset>0</offset>\n<text>".utf8) + name
      + Array("</text></passage></document></collection>\n".utf8)
  }

  private func read(_ bytes: [UInt8]) throws(DataError) -> AnnotatedCorpus {
    try EntityDataReader.read(
      bytes: bytes, name: "sample", options: EntityDataOptions(requiresLabels: false))
  }

  private static let samples: [(String, [UInt8], String)] = [
    ("windows-1251", [0xC0, 0xE4, 0xE0], "Ада"),
    ("ISO-8859-2", [0xA3, 0xF3, 0x64, 0xBC], "Łódź"),
    ("Shift_JIS", [0x83, 0x41, 0x83, 0x5C], "アソ"), ("ISO-8859-1", [0x5A, 0xFC], "Zü"),
    ("ISO-2022-JP", [0x1B, 0x24, 0x42, 0x25, 0x22, 0x1B, 0x28, 0x42], "ア"),
  ]

  @Test(arguments: samples)
  func isConverted(encoding: String, name: [UInt8], text: String) throws {
    let corpus = try read(bytes(encoding, name))
    #expect(corpus.sentences.map(\.text) == [text])
    #expect(
      corpus.notes.first == "sample: is converted from \(encoding), the encoding that it declares")
  }

  @Test func bytesThatAreUTF8AreSo() throws {
    let corpus = try read(bytes("windows-1251", Array("Ада".utf8)))
    #expect(corpus.sentences.map(\.text) == ["Ада"])
    #expect(
      corpus.notes.first
        == "sample: declares the encoding windows-1251, but is valid UTF-8 and read so")
    #expect(try read(bytes("UTF-8", Array("Ада".utf8))).notes.count == 1)
  }

  @Test func whatCannotBeConvertedIsTold() {
    #expect(
      message { try read(bytes("KLINGON-8", [0xC0])) }
        == "sample: its declaration names the encoding KLINGON-8, which is not known here; convert the "
        + "file to UTF-8, and change its declaration")
    #expect(
      message { try read(bytes("Shift_JIS", [0x83, 0x01])) }
        == "sample:3: holds bytes that are no characters of Shift_JIS, the encoding that the file "
        + "declares")
  }
}
