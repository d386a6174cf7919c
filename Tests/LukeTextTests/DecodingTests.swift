import Foundation
import LukeTestSupport
import LukeText
import Testing

@Suite("The text of ids is that of Hugging Face's tokenizers")
struct DecodingTests {
  @Test(arguments: ["byte-level-bpe.json", "word-piece.json"])
  func samples(name: String) throws {
    let golden = try TokenizerGolden(name)
    let tokenizer = try golden.tokenizer()
    #expect(golden.cases.contains { $0.decoded != $0.plain })
    for sample in golden.cases {
      let ids = sample.tokens.map(\.id)
      #expect(tokenizer.decode(ids) == sample.decoded, "\(sample.text.debugDescription)")
      #expect(
        tokenizer.decode(ids, skippingSpecialTokens: true) == sample.plain,
        "\(sample.text.debugDescription)")
    }
  }

  /// Bytes know all of a text, whatever the vocabulary.
  @Test func byteLevelTextComesBack() throws {
    let golden = try TokenizerGolden("byte-level-bpe.json")
    let tokenizer = try golden.tokenizer()
    let count = golden.cases.count { $0.text == tokenizer.decode(tokenizer.ids(of: $0.text)) }
    // All but those in which a mask takes the spaces before it.
    let masked = golden.cases.count { $0.text.contains("<mask>") }
    #expect(count >= golden.cases.count - masked && masked < golden.cases.count / 8)
    #expect(tokenizer.decode([Int32(tokenizer.vocabularySize), -1]) == "", "ids without a token")
  }

  @Test func partsOfACharacterAreReplaced() throws {
    let golden = try TokenizerGolden("byte-level-bpe.json")
    let tokenizer = try golden.tokenizer()
    let ids = tokenizer.ids(of: "😀")
    #expect(ids.count > 1 && tokenizer.decode(ids) == "😀")
    #expect(tokenizer.decode([ids[0]]) == "\u{FFFD}")
  }

  @Test func tokenizerJSONSaysWhetherSpacesStay() throws {
    func tokenizer(_ decoder: String) throws -> Tokenizer {
      let json = """
        {"model": {"type": "WordPiece", "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3,
         "[MASK]": 4, "so": 5, "##on": 6, ".": 7}},
         "pre_tokenizer": {"type": "BertPreTokenizer"}, "decoder": \(decoder)}
        """
      return try Tokenizer(files: ["tokenizer.json": Data(json.utf8)], origin: "tiny")
    }
    let ids: [Int32] = [2, 5, 6, 7, 3]
    #expect(try tokenizer("null").decode(ids) == "[CLS] soon. [SEP]")
    let kept = try tokenizer(
      ###"{"type": "WordPiece", "prefix": "##", "cleanup": false}"###)
    #expect(kept.decode(ids) == "[CLS] soon . [SEP]")
    #expect(kept.decode(ids, skippingSpecialTokens: true) == "soon .")
  }
}

@Suite struct TokenizerSavingTests {
  @Test(arguments: ["byte-level-bpe.json", "word-piece.json"])
  func aSavedTokenizerIsReadBack(name: String) throws {
    try withTemporaryFolder { folder in
      let golden = try TokenizerGolden(name)
      let tokenizer = try golden.tokenizer()
      let place = folder.appending(path: "a/b")
      try tokenizer.save(to: place)
      try tokenizer.save(to: place)
      let found = try Tokenizer(folder: place)
      #expect(found.files == tokenizer.files)
      for sample in golden.cases {
        #expect(found.encode(sample.text) == tokenizer.encode(sample.text))
      }
    }
  }

  @Test func filesOfAnotherTokenizerAreNotMixedIn() throws {
    try withTemporaryFolder { folder in
      try TokenizerGolden("word-piece.json").tokenizer().save(to: folder)
      try Data("mine".utf8).write(to: folder.appending(path: "notes.txt"))
      let before = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      #expect(
        throws: TokenizerError.badContent(
          "\(folder.path): has vocab.txt of another tokenizer; take that away, or name another folder"
        )
      ) { try TokenizerGolden("byte-level-bpe.json").tokenizer().save(to: folder) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == before)
    }
  }

  @Test(arguments: ["v.tsv", "v.jsonl", "entity_vocab.json"])
  func aSavedEntityVocabularyIsReadBack(name: String) throws {
    try withTemporaryFolder { folder in
      let lines = "[PAD]\t0\n[UNK]\t0\n[MASK]\t0\nZoë\t3\n"
      let vocabulary = try EntityVocabulary(data: Data(lines.utf8), name: "v.tsv")
      let file = folder.appending(path: name)
      try vocabulary.save(to: file)
      let found = try EntityVocabulary(file: file)
      #expect(found.id(title: "Zoë") == 3)
      #expect(found.count(title: "Zoë") == (name.hasSuffix("json") ? nil : 3))
      #expect((found.secondMaskID != nil) == name.hasSuffix("json"))
    }
  }
}
