import Foundation
import LukeText
import Testing

@Suite("RoBERTa's own vocabulary", .enabled(if: SharedData.has("roberta_bpe/vocab.json")))
struct RobertaTests {
  let tokenizer: Tokenizer

  init() throws {
    tokenizer = try Tokenizer(folder: SharedData.file("roberta_bpe"))
  }

  @Test func knownIDs() {
    #expect(tokenizer.encode("Hello world!").map(\.id) == [31414, 232, 328])
    #expect(tokenizer.encode(" Hello world!").map(\.id) == [20920, 232, 328])
    #expect(tokenizer.encode("Hello world!", addPrefixSpace: true).map(\.id) == [20920, 232, 328])
  }

  @Test func specialIDs() {
    #expect(tokenizer.transformersClass == "RobertaTokenizer")
    #expect(tokenizer.vocabularySize == 50265)
    #expect(tokenizer.classificationID == 0)
    #expect(tokenizer.paddingID == 1)
    #expect(tokenizer.separatorID == 2)
    #expect(tokenizer.unknownID == 3)
    #expect(tokenizer.maskID == 50264)
    #expect(tokenizer.token(id: 232) == "Ġworld")
    #expect(tokenizer.id(token: "Ġworld") == 232)
    #expect(tokenizer.token(id: 50265) == nil)
    #expect(tokenizer.token(id: -1) == nil)
  }

  @Test func markersFollowTheLastID() throws {
    let luke = try tokenizer.addingTokens(["<ent>", "<ent2>"])
    #expect(luke.vocabularySize == 50267)
    #expect(
      luke.encode("<ent> Ann <ent2>") == [
        Token(id: 50265, start: 0, end: 5), Token(id: 3921, start: 6, end: 9),
        Token(id: 1437, start: 10, end: 10), Token(id: 50266, start: 10, end: 16),
      ])
  }

  @Test func aVeryLongWordTakesNoLongTime() {
    let text = String(repeating: "ab", count: 200_000)
    let tokens = tokenizer.encode(text)
    #expect(tokens.last?.end == 400_000)
    #expect(zip(tokens, tokens.dropFirst()).allSatisfy { $0.end == $1.start })
  }
}
