import Foundation
import LukeJSON
import LukeText
import Testing

@Suite("Ids and offsets equal those of Hugging Face's tokenizers")
struct TokenizerParityTests {
  @Test func byteLevelSamples() throws {
    let golden = try TokenizerGolden("byte-level-bpe.json")
    let tokenizer = try golden.tokenizer()
    #expect(golden.cases.count > 80)
    for sample in golden.cases {
      let tokens = tokenizer.encode(sample.text, addPrefixSpace: sample.addsPrefixSpace)
      #expect(tokens == sample.tokens, "\(sample.text.debugDescription)")
    }
  }

  @Test func wordPieceSamples() throws {
    let golden = try TokenizerGolden("word-piece.json")
    #expect(golden.cases.count > 160)
    var tokenizers: [(options: [JSONValue.Member], tokenizer: Tokenizer)] = []
    for sample in golden.cases {
      if tokenizers.last?.options != sample.options {
        tokenizers.append((sample.options, try golden.tokenizer(options: sample.options)))
      }
      let tokens = tokenizers.last?.tokenizer.encode(sample.text)
      #expect(tokens == sample.tokens, "\(sample.text.debugDescription) \(sample.options)")
    }
  }

  @Test(arguments: ["byte-level-bpe.json", "word-piece.json"])
  func tokenizerJSONGivesTheSame(name: String) throws {
    let golden = try TokenizerGolden(name)
    let tokenizer = try Tokenizer(
      files: ["tokenizer.json": golden.tokenizerJSON], origin: "golden")
    // The byte-level file was saved with a prefix space, the other with the first options.
    let first = golden.cases.first?.options ?? []
    let cases = golden.cases.filter {
      tokenizer.transformersClass == "RobertaTokenizer" ? $0.addsPrefixSpace : $0.options == first
    }
    #expect(cases.count > 40)
    for sample in cases {
      #expect(tokenizer.encode(sample.text) == sample.tokens, "\(sample.text.debugDescription)")
    }
  }

  @Test(arguments: ["byte-level-bpe.json", "word-piece.json"])
  func wordByWordIsTheSame(name: String) throws {
    let golden = try TokenizerGolden(name)
    let tokenizer = try golden.tokenizer()
    var tokens: [Token] = []
    for sample in golden.cases {
      for word in sample.text.split(separator: " ").map(String.init) {
        tokens.removeAll(keepingCapacity: true)
        tokenizer.encode(word: word, addPrefixSpace: sample.addsPrefixSpace, into: &tokens)
        #expect(tokens == tokenizer.encode(word, addPrefixSpace: sample.addsPrefixSpace))
      }
    }
  }

  @Test func manyThreadsGetTheSame() async throws {
    let golden = try TokenizerGolden("byte-level-bpe.json")
    let tokenizer = try golden.tokenizer()
    let agreeing = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          (0..<20).allSatisfy { _ in
            golden.cases.allSatisfy {
              tokenizer.encode($0.text, addPrefixSpace: $0.addsPrefixSpace) == $0.tokens
            }
          }
        }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(agreeing == 8)
  }

  @Test func aFullWordCacheStartsAgain() throws {
    let golden = try TokenizerGolden("byte-level-bpe.json")
    let tokenizer = try golden.tokenizer()
    for number in 0..<100_000 { _ = tokenizer.encode("w\(number)x\(number % 7)y") }
    for sample in golden.cases {
      let tokens = tokenizer.encode(sample.text, addPrefixSpace: sample.addsPrefixSpace)
      #expect(tokens == sample.tokens)
    }
  }
}
