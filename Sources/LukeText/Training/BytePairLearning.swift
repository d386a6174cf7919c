/// The learning of merges: counts of pairs, and for each pair the words to look at.
///
/// The same steps as Hugging Face's `BpeTrainer`, down to what it does with a pair that comes up again
/// after it was merged: the count of a pair that is merged stays, and what is found later adds to it.
/// A pair may wait in the queue several times, each time with the words it was newly found in.
struct BytePairLearning {
  private let words: TrainingWords
  private var pairs = PairCounts()
  private var found = FoundPairs()
  private var queue = MergeQueue()
  /// The words of the candidates.
  ///
  /// Each merge takes a symbol out of a word and finds two pairs at most, so these are no more than
  /// three times the symbols.
  private var places: [UInt32] = []
  private var step: Int32 = 0

  /// Starts with words of which no pair was counted yet.
  init(_ words: TrainingWords) {
    self.words = words
  }

  /// Counts the pairs of all words; `pause` is called now and then and may throw.
  mutating func countPairs<Failure>(pause: () throws(Failure) -> Void) throws(Failure) {
    for word in 0..<words.count {
      if word & 0xFFFF == 0 { try pause() }
      let count = words.occurrences(of: word)
      let symbols = words.symbols(of: word)
      for index in 1..<symbols.count {
        gain(SymbolPair(symbols[index - 1], symbols[index]), count, word)
      }
    }
    finishStep()
  }

  /// The pair to merge next, `nil` when none is left that is frequent enough.
  mutating func next(minimumCount: Int64) -> MergeCandidate? {
    while let first = queue.first {
      let count = pairs.count(of: first.pair)
      guard first.count == count else {
        queue.recountFirst(count)
        continue
      }
      guard count >= max(minimumCount, 1) else { return nil }
      queue.removeFirst()
      return first
    }
    return nil
  }

  /// Puts a symbol in the place of the candidate's pair.
  mutating func merge(_ candidate: MergeCandidate, to merged: UInt32) {
    for place in candidate.words {
      let word = Int(places[place])
      let count = words.occurrences(of: word)
      words.merge(candidate.pair, to: merged, in: word) { pair in
        pairs.add(-count, to: pair)
      } gained: { pair in
        gain(pair, count, word)
      }
    }
    finishStep()
  }

  @inline(__always)
  private mutating func gain(_ pair: SymbolPair, _ count: Int64, _ word: Int) {
    let number = pairs.add(count, to: pair, step: step, next: found.count)
    found.note(pair, number: number, word: word)
  }

  private mutating func finishStep() {
    found.queue(pairs, to: &queue, words: &places)
    found.removeAll()
    step += 1
  }
}
