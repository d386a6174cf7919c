import Foundation
import LukeTestSupport
import LukeText
import Testing

/// Tokenizer files that can be read and are damaged all the same.
@Suite("Damaged tokenizer files")
struct DamagedTokenizerTests {
  private static let alphabet = #""<s>":0,"<pad>":1,"</s>":2,"<unk>":3,"<mask>":4,"a":5,"b":6"#

  private func tiny(
    _ vocabulary: String = #""ab":7,"ba":8"#, merges: String = "a b\nb a\n",
    others: [String: String] = [:]
  ) -> [String: Data] {
    var files = ["vocab.json": "{\(Self.alphabet),\(vocabulary)}", "merges.txt": merges]
    files.merge(others) { $1 }
    return files.mapValues { Data($0.utf8) }
  }

  private func fault(_ files: [String: Data]) -> String {
    message { _ = try Tokenizer(files: files, origin: "tiny") }
  }

  /// The notes, without those on the letters that so small an alphabet lacks.
  private func notes(_ files: [String: Data]) throws -> [String] {
    try Tokenizer(files: files, origin: "tiny").notes.filter { !$0.contains(" of the 256 bytes") }
  }

  @Test func anIDOfTwoTokensIsRefused() {
    let advice = "give one of them an id of its own, or get the files anew"
    #expect(
      fault(tiny(#""ab":7,"ba":7"#))
        == "tiny: vocab.json: the id 7 is given to two tokens, \"ab\" and \"ba\"; \(advice)")
    let model = #""type": "BPE", "merges": ["a b"], "vocab": {\#(Self.alphabet),"ab":5}"#
    let whole = #"{"model": {\#(model)}, "pre_tokenizer": {"type": "ByteLevel"}}"#
    #expect(
      fault(["tokenizer.json": Data(whole.utf8)])
        == "tiny: tokenizer.json: the id 5 is given to two tokens, \"a\" and \"ab\"; \(advice)")
    #expect(
      fault(tiny(others: ["added_tokens.json": #"{"<ent>": 8}"#]))
        == "tiny: added_tokens.json: the id 8 is given to two tokens, \"ba\" and \"<ent>\"; \(advice)"
    )
    #expect(
      fault(tiny(others: ["added_tokens.json": #"{"<ent>": 9, "<ent2>": 9}"#]))
        == "tiny: added_tokens.json: the id 9 is given to two tokens, \"<ent>\" and \"<ent2>\"; \(advice)"
    )
    let decoder = #"{"added_tokens_decoder": {"7": {"content": "<ent>"}}}"#
    #expect(
      fault(tiny(others: ["tokenizer_config.json": decoder]))
        == "tiny: tokenizer_config.json: the id 7 is given to two tokens, \"ab\" and \"<ent>\"; \(advice)"
    )
  }

  @Test(arguments: [
    "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "tokenizer.json",
  ])
  func filesThatAreNoObjectsAreRefused(_ name: String) {
    for content in ["[]", "null", "\"x\"", "7"] {
      #expect(
        fault(tiny(others: [name: content]))
          == "tiny: \(name): this is not a JSON object; get the file anew")
    }
  }

  @Test func addedTokensInAnotherFormAreRefused() {
    #expect(
      fault(tiny(others: ["tokenizer_config.json": #"{"added_tokens_decoder": ["<ent>"]}"#]))
        == "tiny: tokenizer_config.json: added_tokens_decoder is not an object of ids and their tokens"
    )
    let model = #""type": "BPE", "merges": ["a b"], "vocab": {\#(Self.alphabet),"ab":7}"#
    let whole =
      #"{"model": {\#(model)}, "pre_tokenizer": {"type": "ByteLevel"}, "added_tokens": {"<ent>": 8}}"#
    #expect(
      fault(["tokenizer.json": Data(whole.utf8)])
        == "tiny: tokenizer.json: added_tokens is not a list of tokens")
  }

  /// Marks are made by no merge in published vocabularies either.
  @Test func tokensThatNothingMakesAreNamed() throws {
    #expect(try notes(tiny()) == [])
    #expect(
      try notes(tiny(merges: "a b\n")) == [
        "tiny: no merge makes a token of the vocabulary, so no text becomes \"ba\"; where merges were "
          + "cut off, get the files anew"
      ])
    let more = #""ab":7,"ba":8,"aa":9,"bb":10,"bab":11,"<|end|>":12,"[x]":13,"madeupword0000":14"#
    #expect(
      try notes(tiny(more, merges: "b a\n")) == [
        "tiny: no merge makes 4 tokens of the vocabulary, so no text becomes \"ab\", \"aa\", \"bb\" "
          + "and 1 more; where merges were cut off, get the files anew"
      ])
    let added = tiny(merges: "a b\n", others: ["added_tokens.json": #"{"ba": 8}"#])
    #expect(try notes(added) == [])
    #expect(
      try Tokenizer(files: tiny(), origin: "tiny").notes == [
        "tiny: the vocabulary lacks 254 of the 256 bytes; characters that have them are unknown"
      ])
  }

  @Test func idsWithoutATokenAreNamed() throws {
    #expect(
      try notes(tiny(#""ab":7,"ba":9"#)) == [
        "tiny: no token has the id 8, below the highest, 9; where entries were lost, get the files anew"
      ])
    #expect(
      try notes(tiny(#""ab":7,"ba":13"#)) == [
        "tiny: no token has the ids 8, 9, 10 and 2 more, below the highest, 13; where entries were lost, "
          + "get the files anew"
      ])
    let words = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nb\na\n"
    #expect(
      try notes(["vocab.txt": Data(words.utf8)]) == [
        "tiny: vocab.txt gives a token twice, and the later id is taken, as transformers does: "
          + "\"a\" (5 and 7)",
        "tiny: no token has the id 5, below the highest, 7; where entries were lost, get the files anew",
      ])
  }

  @Test(
    .enabled(if: sharedData("roberta_bpe") != nil),
    arguments: ["roberta_bpe", "tokenizer_variants/keywordsGeneration-tokenizer"])
  func publishedFilesAreSilent(_ folder: String) throws {
    let folder = try #require(sharedData(folder))
    #expect(try Tokenizer(folder: folder).notes == [])
  }

  /// The last merge of RoBERTa's makes a token that nothing else makes.
  @Test(.enabled(if: sharedData("roberta_bpe") != nil))
  func aMissingLastMergeIsNamed() throws {
    let folder = try #require(sharedData("roberta_bpe"))
    var merges = try String(contentsOf: folder.appending(path: "merges.txt"), encoding: .utf8)
      .split(separator: "\n")
    let last = merges.removeLast().replacing(" ", with: "")
    let files = [
      "vocab.json": try Data(contentsOf: folder.appending(path: "vocab.json")),
      "merges.txt": Data((merges.joined(separator: "\n") + "\n").utf8),
    ]
    #expect(
      try Tokenizer(files: files, origin: "roberta").notes == [
        "roberta: no merge makes a token of the vocabulary, so no text becomes "
          + "\(last.debugDescription); where merges were cut off, get the files anew"
      ])
  }
}
