import Foundation
import LukeCorpus
import LukeLayers
import LukeSystem
import LukeTasks
import LukeTestSupport
import LukeText
import Testing

@Suite struct MaskingTests {
  private static let tokenizerFolder = packageFolder.appending(
    path: "Datasets/quickstart/tokenizer")
  private static let entityCount = 1000

  private let tokenizer: Tokenizer

  init() throws { tokenizer = try Tokenizer(folder: Self.tokenizerFolder) }

  private func masking(_ change: (inout MaskingSettings) -> Void = { _ in }) -> Masking {
    var settings = MaskingSettings()
    change(&settings)
    return Masking(
      settings, tokenizer: tokenizer, maskEntityID: 2, entityCount: Self.entityCount)
  }

  /// Random words of the vocabulary, behind the special ones, and entities on every tenth word.
  private func examples(_ count: Int, words: Int) -> [PretrainingExample] {
    var generator = SplitMix64(seed: 7)
    return (0..<count).map { _ in
      PretrainingExample(
        words: (0..<words).map { _ in
          Int32.random(in: 5..<Int32(tokenizer.vocabularySize), using: &generator)
        },
        mentions: stride(from: 0, to: words - 1, by: 10).map { start in
          EntityMention(
            entity: Int32.random(in: 3..<Int32(Self.entityCount), using: &generator),
            start: Int32(start), end: Int32(start + 2))
        })
    }
  }

  /// Three standard errors around what a share of `count` throws should be.
  private func expectShare(
    _ hits: Int, of count: Int, _ probability: Double, _ what: String,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    let error = (probability * (1 - probability) / Double(count)).squareRoot()
    let share = Double(hits) / Double(count)
    #expect(
      abs(share - probability) <= 3 * error, "\(what): \(share), not \(probability)",
      sourceLocation: sourceLocation)
  }

  /// A million words: how many are hidden, and what stands for them.
  @Test(arguments: [true, false]) func sharesAreThoseAskedFor(wholeWords: Bool) {
    let masking = masking { $0.hidesWholeWords = wholeWords }
    var words = (all: 0, hidden: 0, masked: 0, unchanged: 0, throws: 0)
    var entities = (all: 0, hidden: 0, masked: 0)
    for (seed, source) in examples(2500, words: 401).enumerated() {
      let result = masking(source, seed: UInt64(seed))
      words.all += source.words.count
      words.hidden += result.words.count
      for token in result.words {
        let now = result.example.wordIDs[token.place]
        #expect(token.id == source.words[token.place - 1])
        if now == tokenizer.maskID { words.masked += 1 }
        if now == token.id { words.unchanged += 1 }
      }
      entities.all += source.mentions.count
      entities.hidden += result.entities.count
      entities.masked += result.entities.count { result.example.entityIDs[$0.place] == 2 }
    }
    #expect(words.all > 1_000_000)
    expectShare(words.hidden, of: words.all, 0.15, "hidden words")
    // Random words hit the mask and the word itself once in a vocabulary.
    expectShare(words.masked, of: words.hidden, 0.8, "masked words")
    expectShare(words.unchanged, of: words.hidden, 0.1, "unchanged words")
    expectShare(entities.hidden, of: entities.all, 0.15, "hidden entities")
    #expect(entities.masked == entities.hidden)
  }

  @Test func sharesOfEntitiesAreThoseAskedFor() {
    let masking = masking {
      $0.entityProbability = 0.3
      $0.randomEntityProbability = 0.2
      $0.unchangedEntityProbability = 0.3
      $0.wordProbability = 0
    }
    var (all, hidden, masked, unchanged) = (0, 0, 0, 0)
    for (seed, source) in examples(3000, words: 401).enumerated() {
      let result = masking(source, seed: UInt64(seed))
      #expect(result.words.isEmpty)
      all += source.mentions.count
      hidden += result.entities.count
      masked += result.entities.count { result.example.entityIDs[$0.place] == 2 }
      unchanged += result.entities.count { result.example.entityIDs[$0.place] == $0.id }
      #expect(result.example.entityIDs.allSatisfy { (2..<Int32(Self.entityCount)).contains($0) })
    }
    expectShare(hidden, of: all, 0.3, "hidden entities")
    expectShare(masked, of: hidden, 0.5, "masked entities")
    expectShare(unchanged, of: hidden, 0.3, "unchanged entities")
  }

  /// A word is hidden with all its subwords, and with one kind of stand-in, or not at all.
  @Test func wholeWordsStayTogether() {
    let boundaries = WordBoundaries(tokenizer)
    for (seed, source) in examples(50, words: 300).enumerated() {
      let result = masking()(source, seed: UInt64(seed))
      let hidden = Set(result.words.map(\.place))
      for place in 2...source.words.count where !boundaries.beginsWord(source.words[place - 1]) {
        #expect(hidden.contains(place) == hidden.contains(place - 1))
        guard hidden.contains(place) else { continue }
        let isMask = { (place: Int) in result.example.wordIDs[place] == tokenizer.maskID }
        #expect(isMask(place) == isMask(place - 1))
      }
    }
  }

  @Test func aSeedGivesTheSameAgain() {
    let source = examples(1, words: 100)[0]
    #expect(masking()(source, seed: 1) == masking()(source, seed: 1))
    #expect(masking()(source, seed: 1) != masking()(source, seed: 2))
  }

  /// All words of hidden mentions are hidden, and count as hidden words.
  @Test func wordsOfHiddenEntitiesGoFirst() {
    let masking = masking { $0.hidesWordsOfEntities = true }
    for (seed, source) in examples(20, words: 200).enumerated() {
      let result = masking(source, seed: UInt64(seed))
      let places = result.words.map(\.place)
      let mentioned = result.entities.flatMap { source.mentions[$0.place].positions.map { $0 + 1 } }
      #expect(!mentioned.isEmpty && Set(places).isSuperset(of: mentioned))
      #expect(Set(places).count == places.count)
      #expect(result.words.count <= max(30, mentioned.count))
    }
  }

  /// A sequence whose only word is too long for its share still hides something.
  @Test func somethingIsAlwaysHidden() throws {
    let word = tokenizer.encode("internationalizations", addPrefixSpace: true).map(\.id)
    #expect(word.count > 2)
    let source = PretrainingExample(words: word)
    for seed in 0..<20 as Range<UInt64> {
      let result = masking()(source, seed: seed)
      #expect(result.words.count == 1)
      let token = try #require(result.words.first)
      #expect(result.example.wordIDs[token.place] == tokenizer.maskID)
      #expect((1...word.count).contains(token.place))
    }
  }

  /// Mentions move behind `<s>`; special tokens are never hidden.
  @Test func sequencesGetTheirSpecialTokens() {
    let source = PretrainingExample(
      words: [10, 11, 12], mentions: [EntityMention(entity: 5, start: 1, end: 3)])
    for seed in 0..<50 as Range<UInt64> {
      let result = masking()(source, seed: seed)
      #expect(result.example.wordIDs.first == tokenizer.classificationID)
      #expect(result.example.wordIDs.last == tokenizer.separatorID)
      #expect(result.example.entityPositions == [[2, 3]])
      #expect(result.entities.map(\.place) == [0] && result.entities.map(\.id) == [5])
      #expect(result.words.allSatisfy { (1...3).contains($0.place) })
    }
  }

  /// Candidates hold every label once; expected draws are those that happen.
  @Test func candidatesAreDrawnAsOftenAsExpected() {
    let sampler = CandidateSampler(first: 3, entityCount: 103, drawCount: 20)
    var counts = [Int32: Int]()
    var offsets = [Int32: Float]()
    for seed in 0..<4000 as Range<UInt64> {
      let candidates = sampler.candidates(labels: [], seed: seed)
      #expect(candidates.classes == candidates.classes.sorted())
      for (entity, offset) in zip(candidates.classes, candidates.offsets) {
        counts[entity, default: 0] += 1
        offsets[entity] = offset
      }
    }
    #expect(counts.keys.allSatisfy { (3..<103).contains($0) })
    for (entity, offset) in offsets {
      expectShare(counts[entity] ?? 0, of: 4000, Double(exp(-offset)), "entity \(entity)")
    }
    let labelled = sampler.candidates(labels: [1, 99, 99], seed: 1)
    #expect(Set(labelled.classes).isSuperset(of: [1, 99]))
    #expect(Set(labelled.classes).count == labelled.classes.count)
  }
}
