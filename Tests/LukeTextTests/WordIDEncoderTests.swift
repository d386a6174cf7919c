import Foundation
import LukeJSON
import LukeTestSupport
import LukeText
import Testing

@Suite struct WordIDEncoderTests {
  private func ids(_ encoder: WordIDEncoder, _ text: String) -> [Int32] {
    var ids: [Int32] = []
    var text = text
    text.withUTF8 { encoder.append($0, to: &ids) }
    return ids
  }

  private func expectSame(_ tokenizer: Tokenizer, _ texts: [String]) {
    let encoder = WordIDEncoder(tokenizer)
    // Twice: words that were met before take another way.
    for text in texts + texts {
      #expect(ids(encoder, text) == tokenizer.encode(text).map(\.id), "\(text.debugDescription)")
    }
  }

  /// Texts by chance, of pieces that words are cut at.
  private func randomTexts(_ count: Int, seed: UInt64) -> [String] {
    let pieces = [
      " ", "  ", "\n", "\t", "\u{A0}", "\u{3000}", "'", "'s", "'ll", "'re", "a", "word", "Ünï",
      "東京", "שלום", "😀", "e\u{301}", "12", "²", "٣", "-", "…", "<s>", "<mask>", "<", "mask>",
      "[MASK]", String(repeating: "longword", count: 7), "\u{10FFFF}", "ß", "İ",
    ]
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { number in
      generator.integers(number % 9, in: pieces.indices).map { pieces[$0] }.joined()
    }
  }

  @Test(arguments: ["byte-level-bpe.json", "word-piece.json"])
  func sameAsTokens(name: String) throws {
    let golden = try TokenizerGolden(name)
    expectSame(try golden.tokenizer(), golden.cases.map(\.text) + randomTexts(3000, seed: 8))
  }

  @Test(.enabled(if: sharedData("roberta_bpe") != nil))
  func sameAsTokensOfRoBERTa() throws {
    let tokenizer = try Tokenizer(folder: #require(sharedData("roberta_bpe")))
    expectSame(tokenizer, randomTexts(5000, seed: 9))
  }

  @Test func noSpaceIsPutInFront() throws {
    let golden = try TokenizerGolden("byte-level-bpe.json")
    let options = [JSONValue.Member(key: "add_prefix_space", value: .bool(true))]
    let plain = try golden.tokenizer()
    let spaced = try golden.tokenizer(options: options)
    #expect(spaced.encode("word").map(\.id) == plain.encode(" word").map(\.id))
    for text in ["word", " word", "a<s>b", ""] {
      #expect(ids(WordIDEncoder(spaced), text) == plain.encode(text).map(\.id))
    }
  }

  @Test func whatIsThereIsKept() throws {
    let tokenizer = try TokenizerGolden("byte-level-bpe.json").tokenizer()
    var ids: [Int32] = [-5]
    var text = "a word"
    text.withUTF8 { WordIDEncoder(tokenizer).append($0, to: &ids) }
    #expect(ids == [-5] + tokenizer.encode("a word").map(\.id))
  }

  @Test func textOfAnyLength() throws {
    let tokenizer = try TokenizerGolden("byte-level-bpe.json").tokenizer()
    let texts = [1, 23, 24, 25, 255, 256, 257, 5000].flatMap {
      [String(repeating: "a", count: $0), String(repeating: "b ", count: $0)]
    }
    expectSame(tokenizer, texts)
  }
}
