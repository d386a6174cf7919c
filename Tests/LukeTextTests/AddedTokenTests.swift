import Foundation
import LukeText
import Testing

@Suite("Added tokens in text of more than ASCII")
struct AddedTokenTests {
  private func tokenizer(_ added: String) throws -> Tokenizer {
    let words = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nb\né\n東\n"
    let files = [
      "vocab.txt": words,
      "tokenizer_config.json":
        #"{"do_lower_case": false, "added_tokens_decoder": {\#(added)}}"#,
    ]
    return try Tokenizer(files: files.mapValues { Data($0.utf8) }, origin: "tiny")
  }

  @Test func whitespaceIsTakenByScalars() throws {
    let strips = #""9": {"content": "東é", "lstrip": true, "rstrip": true}"#
    #expect(
      try tokenizer(strips).encode("a\u{3000}\u{A0}東é\u{2003}b") == [
        Token(id: 5, start: 0, end: 1), Token(id: 9, start: 1, end: 6),
        Token(id: 6, start: 6, end: 7),
      ])
  }

  @Test func neighboursAreScalars() throws {
    let single = #""9": {"content": "x", "single_word": true}"#
    let tokenizer = try tokenizer(single)
    #expect(tokenizer.encode("éx").map(\.id) == [1])
    #expect(tokenizer.encode("xé").map(\.id) == [1])
    #expect(tokenizer.encode("東x").map(\.id) == [8, 1])
    #expect(
      tokenizer.encode("…x…") == [
        Token(id: 1, start: 0, end: 1), Token(id: 9, start: 1, end: 2),
        Token(id: 1, start: 2, end: 3),
      ])
  }

  @Test func theLongestWins() throws {
    let two = #""9": {"content": "é東"}, "10": {"content": "é東a"}, "11": {"content": "東"}"#
    let tokenizer = try tokenizer(two)
    #expect(tokenizer.encode("é東a東é東").map(\.id) == [10, 11, 9])
    #expect(tokenizer.encode("é東a東é東").map(\.start) == [0, 3, 4])
  }
}
