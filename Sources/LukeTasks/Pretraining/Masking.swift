package import LukeCorpus
import LukeLayers
import LukeModel
import LukeSystem
import LukeText

/// Hides words and entities of examples, a function of the settings and a seed alone.
public struct Masking: Sendable {
  /// What one example becomes.
  public struct Result: Hashable, Sendable {
    /// What the model reads, special tokens included.
    public var example: LukeExample
    /// Words to predict, by their place in the example.
    public var words: [HiddenToken] = []
    /// Entities to predict, by their place in the example.
    public var entities: [HiddenToken] = []
  }

  /// A token that is to be predicted.
  public struct HiddenToken: Hashable, Sendable {
    /// Its place among the words, or among the entities, of its example.
    public var place: Int
    /// Its id.
    public var id: Int32
  }

  private let settings: MaskingSettings
  private let boundaries: WordBoundaries
  private let classificationID, separatorID, maskID: Int32
  private let maskEntityID: Int32
  /// The ids that a random word, or entity, is drawn from.
  private let randomWords, randomEntities: Range<Int32>

  /// Creates the masking of a vocabulary; `entityCount` is the number of rows of the entity table.
  ///
  /// Random words are drawn from the ids behind `<pad>`, random entities from those behind `[MASK]`,
  /// as LUKE's authors do.
  public init(
    _ settings: MaskingSettings, tokenizer: Tokenizer, maskEntityID: Int32, entityCount: Int
  ) {
    self.settings = settings
    boundaries = WordBoundaries(tokenizer)
    (classificationID, separatorID) = (tokenizer.classificationID, tokenizer.separatorID)
    (maskID, self.maskEntityID) = (tokenizer.maskID, maskEntityID)
    let words = Int32(tokenizer.vocabularySize)
    randomWords = min(tokenizer.paddingID + 1, words)..<words
    randomEntities = min(maskEntityID + 1, Int32(entityCount))..<Int32(entityCount)
  }

  /// Hides words and entities of an example.
  package func callAsFunction(_ source: PretrainingExample, seed: UInt64) -> Result {
    var generator = SplitMix64(seed: seed)
    var result = Result(
      example: LukeExample(
        wordIDs: [classificationID] + source.words + [separatorID],
        entityIDs: source.mentions.map(\.entity),
        // Behind the token that starts the sequence.
        entityPositions: source.mentions.map { $0.positions.map { Int32($0 + 1) } }))
    let hidden = hideEntities(&result, using: &generator)
    if settings.wordProbability > 0, !source.words.isEmpty {
      let first =
        settings.hidesWordsOfEntities
        ? hidden.map { source.mentions[$0].positions.map { $0 + 1 } } : []
      hideWords(&result, first: first, using: &generator)
    }
    return result
  }

  /// How many of `count` tokens are hidden: at least one, halves to even as Python rounds.
  private static func goal(_ count: Int, _ probability: Double) -> Int {
    max(1, Int((Double(count) * probability).rounded(.toNearestOrEven)))
  }

  // MARK: Entities

  /// Returns which entities are hidden.
  private func hideEntities(
    _ result: inout Result, using generator: inout SplitMix64
  ) -> [Int] {
    let count = result.example.entityIDs.count
    guard settings.entityProbability > 0, count > 0 else { return [] }
    var order = Array(0..<count)
    let goal = min(count, Self.goal(count, settings.entityProbability))
    for place in 0..<goal {
      order.swapAt(place, generator.integer(in: place..<count))
      let index = order[place]
      let chance = generator.fraction()
      result.entities.append(HiddenToken(place: index, id: result.example.entityIDs[index]))
      let unchanged = settings.unchangedEntityProbability
      if chance < 1 - settings.randomEntityProbability - unchanged {
        result.example.entityIDs[index] = maskEntityID
      } else if chance < 1 - unchanged, !randomEntities.isEmpty {
        result.example.entityIDs[index] = generator.integer(in: randomEntities)
      }
    }
    return Array(order[..<goal])
  }

  // MARK: Words

  /// Hides words until as many are hidden as the settings ask for; those of `first` before all others.
  private func hideWords(
    _ result: inout Result, first: [[Int]], using generator: inout SplitMix64
  ) {
    let count = result.example.wordIDs.count - 2
    let goal = Self.goal(count, settings.wordProbability)
    var groups = groups(of: result.example.wordIDs)
    var isTaken = [Bool](repeating: false, count: count + 2)
    for mention in first {
      // Mentions may overlap: a word is hidden once.
      let free = mention.filter { !isTaken[$0] }
      hide(free, in: &result, using: &generator)
      for place in free { isTaken[place] = true }
    }
    if !first.isEmpty { groups.removeAll { $0.contains { isTaken[$0] } } }
    var number = 0
    while result.words.count < goal, number < groups.count {
      groups.swapAt(number, generator.integer(in: number..<groups.count))
      let group = groups[number]
      number += 1
      // A word that is too long for what is left is passed over.
      if group.count > goal - result.words.count { continue }
      hide(Array(group), in: &result, using: &generator)
    }
    if result.words.isEmpty {
      // Every word was too long: some subword is hidden all the same.
      let place = generator.integer(in: 1..<count + 1)
      result.words.append(HiddenToken(place: place, id: result.example.wordIDs[place]))
      result.example.wordIDs[place] = maskID
    }
  }

  /// The places that are hidden together: whole words, or each by itself.
  private func groups(of ids: [Int32]) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    for place in 1..<ids.count - 1 {
      if settings.hidesWholeWords, let last = groups.last, !boundaries.beginsWord(ids[place]) {
        groups[groups.count - 1] = last.lowerBound..<place + 1
      } else {
        groups.append(place..<place + 1)
      }
    }
    return groups
  }

  /// One throw decides for all subwords together.
  private func hide(
    _ places: [Int], in result: inout Result, using generator: inout SplitMix64
  ) {
    let chance = generator.fraction()
    let unchanged = settings.unchangedWordProbability
    for place in places {
      result.words.append(HiddenToken(place: place, id: result.example.wordIDs[place]))
      if chance < 1 - settings.randomWordProbability - unchanged {
        result.example.wordIDs[place] = maskID
      } else if chance < 1 - unchanged, !randomWords.isEmpty {
        result.example.wordIDs[place] = generator.integer(in: randomWords)
      }
    }
  }
}
