/// The pairs that one step found and the words it found them in.
///
/// Kept from step to step for its memory alone.
struct FoundPairs {
  private struct Pair {
    var pair: SymbolPair
    /// The last word it was found in, -1 for none.
    var word: Int
    var wordCount: Int
  }

  private var found: [Pair] = []
  /// The number of a pair in the high half, a word with it in the low half; words ascend.
  private var places: [UInt64] = []

  /// The number of different pairs.
  var count: Int { found.count }

  /// Forgets all.
  mutating func removeAll() {
    found.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
  }

  /// Notes a pair of this number in a word.
  @inline(__always)
  mutating func note(_ pair: SymbolPair, number: Int, word: Int) {
    if number == found.count { found.append(Pair(pair: pair, word: -1, wordCount: 0)) }
    guard found[number].word != word else { return }
    found[number].word = word
    found[number].wordCount += 1
    places.append(UInt64(number) << 32 | UInt64(word))
  }

  /// Queues the pairs with a count and appends their words to `words`.
  func queue(_ counts: PairCounts, to queue: inout MergeQueue, words: inout [UInt32]) {
    var next: [Int] = []
    next.reserveCapacity(found.count)
    var end = words.count
    for entry in found {
      let count = counts.count(of: entry.pair)
      next.append(count > 0 ? end : -1)
      guard count > 0 else { continue }
      queue.push(
        MergeCandidate(count: count, pair: entry.pair, words: end..<end + entry.wordCount))
      end += entry.wordCount
    }
    words.append(contentsOf: repeatElement(0, count: end - words.count))
    for place in places {
      let number = Int(place >> 32)
      guard next[number] >= 0 else { continue }
      words[next[number]] = UInt32(truncatingIfNeeded: place)
      next[number] += 1
    }
  }
}
