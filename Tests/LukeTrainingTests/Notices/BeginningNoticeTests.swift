import Foundation
import LukeText
import LukeTraining
import Testing

/// What a run notices before its first step.
@Suite struct BeginningNoticeTests {
  @Test func tooFewStepsOfANewHead() {
    #expect(
      TooFewSteps.text(before: .sample(steps: 24))
        == "24 steps are few for a head that begins at random, which learns from 100 or so on: "
        + "training.steps of 100 would do")
    #expect(
      TooFewSteps.text(before: .sample(epochs: 3, perEpoch: 8))
        == "24 steps are few for a head that begins at random, which learns from 100 or so on: "
        + "training.epochs of 13 would do (104 steps), or smaller batches (training.batch_size), or more data"
    )
    #expect(TooFewSteps.text(before: .sample(steps: 100)) == nil)
    // A head that has learned before, and pretraining, go on from what they know.
    #expect(TooFewSteps.text(before: .sample(steps: 24) { $0.beginsAnew = false }) == nil)
    #expect(TooFewSteps.text(before: .sample(steps: 24, perEpoch: nil)) == nil)
  }

  @Test func tokensThatAreUnknown() {
    func text(unknown: Int) -> String? {
      UnknownTokens.text(
        before: .sample {
          var tokens = TokenSample()
          (tokens.exampleCount, tokens.subwordCount, tokens.unknownCount) = (20, 1000, unknown)
          $0.tokens = tokens
        })
    }
    #expect(
      text(unknown: 123)
        == "12.3 % of the subwords of 20 training examples are unknown to the tokenizer, and all the same "
        + "to the model; take a model (model.from, model.tokenizer) of the language and the script of the data"
    )
    #expect(text(unknown: 50) == nil)
    #expect(UnknownTokens.text(before: .sample()) == nil)
  }

  @Test func wordsThatAreCutToPieces() {
    func text(subwords: Int, words: Int) -> String? {
      ManySubwords.text(
        before: .sample {
          var tokens = TokenSample()
          (tokens.exampleCount, tokens.subwordCount, tokens.wordCount) = (20, subwords, words)
          $0.tokens = tokens
        })
    }
    #expect(
      text(subwords: 720, words: 200)
        == "the words of 20 training examples have 3.6 subwords on average, where 1 to 2 are usual: the "
        + "tokenizer was likely made for another language; a model (model.from) of the language of the data "
        + "learns more of it, in less time")
    #expect(text(subwords: 600, words: 200) == nil)
    // Of a few words nobody can tell, nor of text without spaces.
    #expect(text(subwords: 99 * 5, words: 99) == nil)
    #expect(text(subwords: 720, words: 0) == nil)
  }

  /// Words are what stands between spaces; marks of sequences are none, and scripts without spaces have none.
  @Test func subwordsAreCounted() throws {
    let words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "play", "##ing", "東", "京"]
    let tokenizer = try Tokenizer(
      files: ["vocab.txt": Data(words.joined(separator: "\n").utf8)], origin: "words")
    func sample(_ text: String) -> TokenSample {
      TokenSample([tokenizer.sequence(tokenizer.ids(of: text)).ids], tokenizer)
    }
    let playing = sample("playing play xyz")
    #expect(playing.subwordCount == 4 && playing.unknownCount == 1 && playing.wordCount == 3)
    let japanese = sample("東京 東京")
    #expect(japanese.subwordCount == 4 && japanese.unknownCount == 0 && japanese.wordCount == 0)
  }
}
