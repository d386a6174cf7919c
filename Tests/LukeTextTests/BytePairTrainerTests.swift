import Foundation
import LukeText
import Testing

@Suite("BytePairTrainer: the vocabulary and merges of Hugging Face's trainer")
struct BytePairTrainerTests {
  @Test func goldens() throws {
    let golden = try TrainingGolden()
    #expect(golden.cases.count == 16)
    for expected in golden.cases { try expectEqual(expected, golden.texts, "golden") }
  }

  @Test(.enabled(if: !TrainingGolden.furtherFiles.isEmpty))
  func furtherCases() throws {
    for file in TrainingGolden.furtherFiles {
      let golden = try TrainingGolden(file)
      #expect(!golden.cases.isEmpty)
      for expected in golden.cases { try expectEqual(expected, golden.texts, file.path) }
    }
  }

  private func expectEqual(
    _ expected: TrainingGolden.Case, _ texts: [String], _ origin: String
  ) throws {
    let files = try expected.learned(from: texts)
    let settings =
      "\(origin): size \(expected.vocabularySize), minimum \(expected.minimumCount), prefix "
      + "\(expected.addsPrefixSpace), special \(expected.specialTokens)"
    #expect(files["merges.txt"] == expected.mergesFile, "\(settings)")
    #expect(files["vocab.json"] == expected.vocabularyFile, "\(settings)")
  }

  @Test func orderAndThreadsMakeNoDifference() async throws {
    let golden = try TrainingGolden()
    let texts = golden.texts
    let expected = try #require(golden.cases.first)
    let counts = await withTaskGroup(of: WordCounts.self) { group in
      for part in 0..<4 {
        group.addTask {
          var counts = WordCounts(addsPrefixSpace: false)
          for text in texts.indices where text % 4 == part {
            counts.add(texts[texts.count - 1 - text])
          }
          return counts
        }
      }
      return await group.reduce(into: WordCounts(addsPrefixSpace: false)) { $0.merge($1) }
    }
    let files = try expected.learned(from: counts)
    #expect(files["merges.txt"] == expected.mergesFile)
    #expect(files["vocab.json"] == expected.vocabularyFile)
  }

  @Test func linesAreTextsWithTheirEnds() throws {
    var lines = WordCounts(addsPrefixSpace: true)
    lines.addLines(of: "one two\n\n three\r\nend")
    var texts = WordCounts(addsPrefixSpace: true)
    for text in ["one two\n", "\n", " three\r\n", "end", ""] { texts.add(text) }
    #expect(lines.count == texts.count)
    let trainer = try BytePairTrainer(vocabularySize: 400, minimumCount: 1)
    #expect(
      try trainer.train(on: lines) { _, _ in }.files()
        == trainer.train(on: texts) { _, _ in }.files())
  }

  @Test func theFilesAreATokenizer() throws {
    let golden = try TrainingGolden()
    for expected in golden.cases {
      let files = try expected.learned(from: golden.texts)
      #expect(files.keys.sorted() == ["merges.txt", "tokenizer_config.json", "vocab.json"])
      let tokenizer = try Tokenizer(files: files, origin: "learned")
      #expect(tokenizer.vocabularySize == expected.tokens.count)
      #expect(tokenizer.transformersClass == "RobertaTokenizer")
      for (id, token) in expected.tokens.enumerated() {
        #expect(tokenizer.token(id: Int32(id)) == token)
      }
      #expect(tokenizer.token(id: tokenizer.maskID) == "<mask>")
      #expect(tokenizer.token(id: tokenizer.classificationID) == "<s>")
      // The marker of a prefix space tells that the configuration says so.
      let first = tokenizer.encode("zzz").first.flatMap { tokenizer.token(id: $0.id) }
      #expect(first?.hasPrefix("Ġ") == expected.addsPrefixSpace)
    }
  }

  @Test func progressCountsMergesAndMayInterrupt() throws {
    struct Enough: Error {}
    let golden = try TrainingGolden()
    var counts = WordCounts(addsPrefixSpace: false)
    for text in golden.texts { counts.add(text) }
    let trainer = try BytePairTrainer(vocabularySize: 500)
    var told: [Int] = []
    let vocabulary = trainer.train(on: counts) { done, total in
      #expect(total == 500 - 261)
      told.append(done)
    }
    #expect(vocabulary.count == 500)
    #expect(vocabulary.mergeCount == 239)
    #expect(told == [0, 64, 128, 192, 239])
    #expect(throws: Enough.self) {
      try trainer.train(on: counts) { done, _ in if done > 100 { throw Enough() } }
    }
  }

  @Test func impossibleSettings() {
    func message(_ size: Int, _ special: [String]) -> String {
      do {
        _ = try BytePairTrainer(vocabularySize: size, specialTokens: special)
        return "no error"
      } catch {
        return error.description
      }
    }
    let roles = BytePairTrainer.rolesOfRoBERTa
    #expect(message(0, roles) == "the vocabulary size must be from 1 to 16000000, not 0")
    #expect(
      message(300, ["<s>", "<pad>", "<unk>"])
        == "the special tokens lack </s>, <mask>, which LUKE needs")
    #expect(message(300, roles + [""]) == "a special token is empty")
    #expect(message(1, roles) == "no error")
  }
}
