import Foundation
import LukeText
import Testing

@Suite("What is asked of a tokenizer's parts")
struct TokenizerPartsTests {
  private func wordPiece(_ prefix: String? = nil) throws -> Tokenizer {
    let words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "##b", "@@c"]
    guard let prefix else {
      let text = words.joined(separator: "\n")
      return try Tokenizer(files: ["vocab.txt": Data(text.utf8)], origin: "pieces")
    }
    let entries = words.enumerated().map { "\"\($1)\": \($0)" }.joined(separator: ", ")
    let json = """
      {"model": {"type": "WordPiece", "unk_token": "[UNK]", "vocab": {\(entries)},
      "continuing_subword_prefix": "\(prefix)"}, "pre_tokenizer": {"type": "BertPreTokenizer"}}
      """
    return try Tokenizer(files: ["tokenizer.json": Data(json.utf8)], origin: "pieces")
  }

  private func byteLevel() throws -> Tokenizer {
    try TokenizerGolden("byte-level-bpe.json").tokenizer()
  }

  @Test func templatesOfBERT() throws {
    let tokenizer = try wordPiece()
    let one = tokenizer.sequence([5, 6])
    #expect(one.ids == [2, 5, 6, 3])
    #expect(one.typeIDs == [0, 0, 0, 0])
    #expect(one.first == 1..<3)
    #expect(one.second == nil)
    let two = tokenizer.sequence([5], [6, 7])
    #expect(two.ids == [2, 5, 3, 6, 7, 3])
    #expect(two.typeIDs == [0, 0, 0, 1, 1, 1])
    #expect(two.first == 1..<2)
    #expect(two.second == 3..<5)
  }

  @Test func templatesOfRoBERTa() throws {
    let tokenizer = try byteLevel()
    let (start, end) = (tokenizer.classificationID, tokenizer.separatorID)
    #expect(tokenizer.sequence([50, 51]).ids == [start, 50, 51, end])
    let two = tokenizer.sequence([50], [51])
    #expect(two.ids == [start, 50, end, end, 51, end])
    #expect(two.typeIDs == [0, 0, 0, 0, 0, 0])
    #expect(two.first == 1..<2)
    #expect(two.second == 4..<5)
    #expect(tokenizer.sequence([], []).ids == [start, end, end, end])
  }

  @Test func spacesAndWords() throws {
    let pieces = try wordPiece()
    #expect(!pieces.marksSpaces)
    #expect(pieces.transformersClass == "BertTokenizer")
    #expect((4...8).map { pieces.beginsWord(id: $0) } == [true, true, false, true, true])
    let others = try wordPiece("@@")
    #expect((4...7).map { others.beginsWord(id: $0) } == [true, true, true, false])
    #expect(others.encode("ac").map(\.id) == [5, 7])
    #expect(try (5...7).allSatisfy { try wordPiece("").beginsWord(id: $0) })

    let bytes = try byteLevel()
    #expect(bytes.marksSpaces)
    #expect(bytes.transformersClass == "RobertaTokenizer")
    for (token, begins) in [("\u{120}", true), ("a", false), (".", true), ("$", true)] {
      #expect(bytes.beginsWord(id: try #require(bytes.id(token: token))) == begins, "\(token)")
    }
    #expect(bytes.beginsWord(id: 1_000_000))
  }

  @Test(arguments: ["byte-level-bpe.json", "word-piece.json"])
  func idsAloneAreThoseOfTokens(name: String) throws {
    let golden = try TokenizerGolden(name)
    let tokenizer = try golden.tokenizer()
    for sample in golden.cases {
      let tokens = tokenizer.encode(sample.text, addPrefixSpace: sample.addsPrefixSpace)
      let ids = tokenizer.ids(of: sample.text, addPrefixSpace: sample.addsPrefixSpace)
      #expect(ids == tokens.map(\.id), "\(sample.text.debugDescription)")
    }
  }

  @Test func filesTellTheirClass() throws {
    func name(_ files: [String: String]) throws(TokenizerError) -> String? {
      try Tokenizer.transformersClass(ofFiles: files.mapValues { Data($0.utf8) }, origin: "m")
    }
    #expect(try name(["vocab.txt": "", "merges.txt": ""]) == "BertTokenizer")
    #expect(try name(["merges.txt": ""]) == "RobertaTokenizer")
    #expect(try name(["sentencepiece.bpe.model": ""]) == "XLMRobertaTokenizer")
    #expect(
      try name(["tokenizer.json": #"{"model": {"type": "Unigram"}}"#]) == "XLMRobertaTokenizer")
    #expect(try name(["tokenizer.json": #"{"model": {"type": "BPE"}}"#]) == "RobertaTokenizer")
    #expect(try name(["tokenizer.json": #"{"model": {"merges": []}}"#]) == nil)
    #expect(
      throws: TokenizerError.badContent(
        "m: tokenizer.json, line 1, column 2: expected a key in double quotes, found the end of "
          + "the file")
    ) { try name(["tokenizer.json": "{", "vocab.json": "{}"]) }
    #expect(try name([:]) == nil)
    #expect(Tokenizer.fileNames.contains("sentencepiece.bpe.model"))
  }

  @Test func aModelWithoutTypeIsToldByItsMerges() throws {
    let json = #"{"model": {"vocab": {"a": 0}}, "pre_tokenizer": {"type": "ByteLevel"}}"#
    #expect(
      throws: TokenizerError.badContent(
        "no: tokenizer.json: the pre_tokenizer ByteLevel is not supported; supported: BertPreTokenizer"
      )
    ) {
      try Tokenizer(files: ["tokenizer.json": Data(json.utf8)], origin: "no")
    }
  }
}
