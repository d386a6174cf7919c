import Foundation
import LukeJSON
import LukeText
import Testing

@Suite("Tokenizer files")
struct TokenizerFilesTests {
  private func tiny(_ changes: [String: String?] = [:]) -> [String: Data] {
    var files = [
      "vocab.json":
        #"{"<s>":0,"<pad>":1,"</s>":2,"<unk>":3,"<mask>":4,"a":5,"b":6,"ab":7,"Ġ":9,"Ġa":12}"#,
      "merges.txt": "#version: 0.2\na b\nĠ a\n",
    ]
    for (name, text) in changes { files[name] = text }
    return files.mapValues { Data($0.utf8) }
  }

  private func message(of files: [String: Data]) -> String {
    do {
      _ = try Tokenizer(files: files, origin: "tiny")
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test func idsMayLeaveGaps() throws {
    let tokenizer = try Tokenizer(files: tiny(), origin: "tiny")
    #expect(tokenizer.vocabularySize == 13)
    #expect(tokenizer.token(id: 8) == nil)
    #expect(
      tokenizer.encode("ab a") == [
        Token(id: 7, start: 0, end: 2), Token(id: 12, start: 3, end: 4),
      ])
  }

  @Test func bytesThatAreNoTextAreNamed() {
    let advice = "is not valid UTF-8; get the file anew, or convert it to UTF-8"
    let words = Data("[PAD]\n[UNK]\ncaf".utf8) + [0xE9, 0x0A]
    #expect(
      message(of: ["vocab.txt": words])
        == "tiny: vocab.txt, line 3: byte 4 of the line, 0xE9, \(advice)")
    var files = tiny()
    files["merges.txt"] = Data("#version: 0.2\r\na b\r\n".utf8) + [0xC4, 0x20, 0x61]
    #expect(
      message(of: files) == "tiny: merges.txt, line 3: byte 1 of the line, 0xC4, \(advice)")
  }

  @Test func whatTheVocabularyLacksIsUnknown() throws {
    let tokenizer = try Tokenizer(files: tiny(), origin: "tiny")
    #expect(
      tokenizer.encode("axb") == [
        Token(id: 5, start: 0, end: 1), Token(id: 3, start: 1, end: 2),
        Token(id: 6, start: 2, end: 3),
      ])
  }

  @Test func addedTokensAreInEveryFile() throws {
    let tokenizer = try Tokenizer(files: tiny(), origin: "tiny").addingTokens(["<ent>", "a"])
    #expect(tokenizer.id(token: "<ent>") == 13)
    #expect(tokenizer.id(token: "a") == 5)
    let files = tokenizer.files
    #expect(
      files.keys.sorted() == [
        "added_tokens.json", "merges.txt", "special_tokens_map.json", "tokenizer_config.json",
        "vocab.json",
      ])
    let configuration = try JSONParser.parse(files["tokenizer_config.json"] ?? Data())
    #expect(configuration["added_tokens_decoder"]?["13"]?["content"]?.string == "<ent>")
    #expect(configuration["added_tokens_decoder"]?["4"]?["lstrip"]?.bool == true)
    #expect(configuration["mask_token"]?.string == "<mask>")

    let again = try Tokenizer(files: files, origin: "again")
    #expect(again.id(token: "<ent>") == 13)
    #expect(again.vocabularySize == 14)
    #expect(again.files == files)
    #expect(try again.addingTokens(["<ent>"]) === again)
  }

  @Test(arguments: ["byte-level-bpe.json", "word-piece.json"])
  func slowFilesComeFromTokenizerJSON(name: String) throws {
    let golden = try TokenizerGolden(name)
    let fast = try Tokenizer(files: ["tokenizer.json": golden.tokenizerJSON], origin: "fast")
    var files = fast.files
    files["tokenizer.json"] = nil
    let slow = try Tokenizer(files: files, origin: "slow")
    #expect(slow.vocabularySize == fast.vocabularySize)
    for sample in golden.cases {
      #expect(slow.encode(sample.text) == fast.encode(sample.text))
    }
  }

  @Test func addingTokensToTokenizerJSON() throws {
    let golden = try TokenizerGolden("word-piece.json")
    let fast = try Tokenizer(files: ["tokenizer.json": golden.tokenizerJSON], origin: "fast")
    let more = try fast.addingTokens(["<ent3>"])
    let only = ["tokenizer.json": more.files["tokenizer.json"] ?? Data()]
    let again = try Tokenizer(files: only, origin: "again")
    #expect(again.id(token: "<ent3>") == Int32(fast.vocabularySize))
  }

  @Test func rolesCanHaveOtherNames() throws {
    let map = #"{"cls_token": "a", "mask_token": {"content": "b", "lstrip": false}}"#
    let tokenizer = try Tokenizer(
      files: tiny(["special_tokens_map.json": map]), origin: "tiny")
    #expect(tokenizer.classificationID == 5)
    #expect(tokenizer.maskID == 6)
    #expect(tokenizer.separatorID == 2)
  }

  @Test func plainAddedTokensAreFoundInNormalizedText() throws {
    let words = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nwxyz\n"
    let files = [
      "vocab.txt": words, "added_tokens.json": #"{"Wx": 7, "<E>": 8}"#,
      "special_tokens_map.json": #"{"additional_special_tokens": ["<E>"]}"#,
    ]
    let tokenizer = try Tokenizer(files: files.mapValues { Data($0.utf8) }, origin: "tiny")
    #expect(tokenizer.encode("A<E>wX a").map(\.id) == [5, 8, 7, 5])
    #expect(tokenizer.encode("<e>").map(\.id) == [1, 1, 1])
  }

  /// A blank line is no token; those after it keep the ids of their lines, as transformers counts them.
  @Test func blankLinesAreNoTokens() throws {
    let words = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n\nb\n"
    func tokenizer(_ words: String) throws -> Tokenizer {
      try Tokenizer(files: ["vocab.txt": Data(words.utf8)], origin: "tiny")
    }
    let plain = try tokenizer(words)
    #expect(plain.encode("a b").map(\.id) == [5, 7])
    #expect(plain.vocabularySize == 8)
    #expect(plain.id(token: "") == nil)
    let padded = try tokenizer(words + "\n  \n\r\n")
    #expect(padded.vocabularySize == 8)
    #expect(try padded.addingTokens(["<ent>"]).id(token: "<ent>") == 8)
    let merges = try Tokenizer(files: tiny(["merges.txt": "a b\n\n \n"]), origin: "tiny")
    #expect(merges.encode("ab").count == 1)
  }

  /// Each merge makes a token: without them nearly all of a vocabulary is out of reach.
  @Test func mergesThatAreCutOffAreRefused() throws {
    let special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    let tokens = (special + (5..<400).map { "t\($0)" }).enumerated()
      .map { "\"\($1)\": \($0)" }.joined(separator: ", ")
    #expect(
      message(of: tiny(["vocab.json": "{\(tokens)}", "merges.txt": ""]))
        == "tiny: has 400 tokens, but only 0 merges that make them of bytes; the merges are cut off, get "
        + "the file anew")
  }

  @Test func mergesAsPairs() throws {
    let json = #"""
      {"added_tokens": [{"id": 4, "content": "<mask>", "lstrip": true, "special": true}],
       "normalizer": null, "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false},
       "post_processor": {"type": "RobertaProcessing", "trim_offsets": true},
       "model": {"type": "BPE", "merges": [["a", "b"], "Ġ a"],
        "vocab": {"<s>":0,"<pad>":1,"</s>":2,"<unk>":3,"<mask>":4,"a":5,"b":6,"ab":7,"Ġ":9,"Ġa":12}}}
      """#
    let tokenizer = try Tokenizer(files: ["tokenizer.json": Data(json.utf8)], origin: "json")
    #expect(tokenizer.encode("ab a").map(\.id) == [7, 12])
    // Without unk_token what cannot be spelled is left out, as the peer does.
    #expect(tokenizer.encode("axb").map(\.id) == [7])
  }

  @Test func messages() {
    #expect(
      message(of: [:])
        == "tiny: no tokenizer; expected tokenizer.json, vocab.json with merges.txt, or vocab.txt")
    #expect(
      message(of: tiny(["merges.txt": nil]))
        == "tiny: vocab.json is there but merges.txt is missing")
    #expect(
      message(of: tiny(["vocab.json": nil]))
        == "tiny: merges.txt is there but vocab.json is missing")
    #expect(
      message(of: tiny(["merges.txt": "a b\na  b\n"]))
        == "tiny: merges.txt, line 2: expected two symbols with a space between them")
    #expect(
      message(of: tiny(["merges.txt": "a b\nb b\n"]))
        == "tiny: merge 2 (b b) needs bb, which the vocabulary lacks")
    #expect(
      message(of: tiny(["vocab.json": "{\"a\": 0,\n\"b\" 1}"]))
        == "tiny: vocab.json, line 2, column 5: expected :, found 1")
    #expect(
      message(of: tiny(["vocab.json": "{\"a\": -1}"]))
        == "tiny: vocab.json: the id of \"a\" must be a whole number from 0 to 16000000")
    #expect(
      message(of: ["vocab.txt": Data("[PAD]\n[UNK]\na\n".utf8)])
        == "tiny: the vocabulary has no [CLS] (cls_token), [SEP] (sep_token), [MASK] (mask_token); "
        + "name the tokens it has for these roles in special_tokens_map.json")
    #expect(
      message(of: ["tokenizer.json": Data(#"{"model": {"type": "Unigram"}}"#.utf8)])
        == "tiny: tokenizer.json: the model Unigram is not supported; supported: BPE (byte-level), "
        + "WordPiece")
    let other = #"{"model": {"type": "BPE", "merges": []}, "normalizer": {"type": "NFC"}}"#
    #expect(
      message(of: ["tokenizer.json": Data(other.utf8)])
        == "tiny: tokenizer.json: the normalizer NFC is not supported; supported: none with a BPE "
        + "model")
  }

  @Test(arguments: [
    "sentencepiece.bpe.model", "spiece.model", "tokenizer.model", "own.model", "x.spm",
  ])
  func sentencePieceIsNamed(name: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "luke-train-sentence-piece-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let content = Data([0x0A, 0x0E, 0x0A, 0x05]) + Data("<unk>".utf8)
    for (file, text) in [(name, content), ("config.json", Data("{}".utf8))] {
      try text.write(to: folder.appending(path: file))
    }
    try Data("{}".utf8).write(to: folder.appending(path: "tokenizer_config.json"))
    let reason =
      "its tokenizer is SentencePiece's (\(name)), which this version does not read; take a model whose "
      + "tokenizer is byte-level BPE, as those of LUKE and RoBERTa, or WordPiece, as BERT's"
    #expect(
      throws: TokenizerError.badContent("\(folder.path): \(reason)")
    ) { try Tokenizer(folder: folder) }
    #expect(message(of: [name: content]) == "tiny: \(reason)")
    // Beside a vocabulary that is read it does not matter.
    for (file, text) in tiny() { try text.write(to: folder.appending(path: file)) }
    #expect(try Tokenizer(folder: folder).vocabularySize == 13)
  }

  @Test func aModelThatIsNoTokenizerIsNone() {
    let found = message(of: ["word2vec.model": Data([0x80, 4, 0x95])])
    #expect(found.hasPrefix("tiny: no tokenizer; "))
  }

  @Test func aMissingFolder() {
    #expect(throws: TokenizerError.missingFile("/no/such/folder: no such folder")) {
      try Tokenizer(folder: URL(fileURLWithPath: "/no/such/folder"))
    }
  }
}
