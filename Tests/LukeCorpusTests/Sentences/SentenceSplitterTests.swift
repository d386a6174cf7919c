import LukeCorpus
import LukeTestSupport
import Testing

@Suite struct SentenceSplitterTests {
  private func split(_ text: String, _ splitting: SentenceSplitting) throws -> [String] {
    let splitter = try SentenceSplitter(splitting)
    var bytes = Array(text.utf8)
    var ends: [Int] = []
    bytes.withUnsafeMutableBufferPointer {
      splitter.findEnds(of: UnsafeBufferPointer($0), into: &ends)
    }
    return ([0] + ends.dropLast()).enumerated().prefix(ends.count).map { number, start in
      String(decoding: bytes[start..<ends[number]], as: UTF8.self)
    }
  }

  @Test(arguments: [
    ("", []), ("One", ["One"]), ("One. Two? Three! ", ["One. ", "Two? ", "Three! "]),
    ("A line\nand another", ["A line\n", "and another"]),
    ("Mr. Smith saw Prof. Jones. He left.", ["Mr. Smith saw Prof. Jones. ", "He left."]),
    ("Café. Naïve über. Ø.", ["Café. ", "Naïve über. ", "Ø."]),
    ("東京。大阪。", ["東京。", "大阪。"]), ("שלום. עולם.", ["שלום. ", "עולם."]),
    ("Hi 😀. Ünd 😀😀 so. On", ["Hi 😀. ", "Ünd 😀😀 so. ", "On"]),
  ])
  func english(text: String, sentences: [String]) throws {
    #expect(try split(text, .rules(language: "en")) == sentences)
  }

  @Test func abbreviationsBelongToTheirLanguage() throws {
    let text = "Er traf Dr. Weiß."
    #expect(try split(text, .rules(language: "de")) == [text])
    // Swedish has no list; a full stop before a capital ends a sentence.
    #expect(try split(text, .rules(language: "sv")) == ["Er traf Dr. ", "Weiß."])
  }

  @Test func unknownLanguagesHaveTheCommonRules() throws {
    #expect(try split("One. Two.", .rules(language: "xx")) == ["One. ", "Two."])
  }

  @Test func lines() throws {
    #expect(try split("One. Two\n\nThree\n", .lines) == ["One. Two\n", "\n", "Three\n"])
    #expect(try split("One", .lines) == ["One"])
    #expect(try split("", .lines) == [])
  }

  @Test func sentencesCoverRandomText() throws {
    var generator = SeededGenerator(seed: 5)
    let alphabet = Array("aB. ?!\n\u{2029}é東。😀\u{301}ש\u{3000}\u{85}\"(".unicodeScalars)
    let splitter = try SentenceSplitter(.rules(language: "en"))
    var ends: [Int] = []
    for count in 0..<600 {
      let scalars = generator.integers(count % 60, in: alphabet.indices).map { alphabet[$0] }
      var text = String(String.UnicodeScalarView(scalars))
      text.withUTF8 { text in
        splitter.findEnds(of: text, into: &ends)
        #expect(ends.last ?? 0 == text.count)
        #expect(zip([0] + ends, ends).allSatisfy { $0 < $1 })
        for end in ends.dropLast() { #expect(text[end] & 0xC0 != 0x80) }
      }
    }
  }

  @Test(arguments: ["en", "lines", "pt_BR"])
  func namesOfWaysToSplit(name: String) {
    #expect(SentenceSplitting(name: name)?.name == name)
  }

  @Test func noOpenNLP() {
    #expect(SentenceSplitting(name: "opennlp") == nil)
    #expect(SentenceSplitting(name: "") == nil)
  }
}
