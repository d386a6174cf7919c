/// The subwords of words met before, bounded: when full it starts again empty.
///
/// Keys are the words' scalars. Words too long to come back often are not kept.
final class WordCache {
  private struct Slot {
    var hash: UInt64
    var keyStart: Int32
    var keyCount: Int32
    var tokenStart: Int32
    var tokenCount: Int32
  }

  static let maximumWordCount = 48
  private static let slotCount = 1 << 16
  private static let maximumEntryCount = 40_000

  private let slots = UnsafeMutablePointer<Slot>.allocate(capacity: slotCount)
  private var keys: [UInt32] = []
  private var tokens: [WordToken] = []
  private var entryCount = 0

  init() { clear() }

  deinit { slots.deallocate() }

  private func clear() {
    let free = Slot(hash: 0, keyStart: 0, keyCount: 0, tokenStart: 0, tokenCount: 0)
    slots.initialize(repeating: free, count: WordCache.slotCount)
    keys.removeAll(keepingCapacity: true)
    tokens.removeAll(keepingCapacity: true)
    entryCount = 0
  }

  /// Calls `body` with the subwords of a word, asking `make` for them the first time.
  @inline(__always)
  func withTokens<Result>(
    of word: UnsafeBufferPointer<UInt32>,
    make: (UnsafeBufferPointer<UInt32>, inout [WordToken]) -> Void,
    body: (UnsafeBufferPointer<WordToken>) -> Result
  ) -> Result {
    let hash = WordCache.hash(word)
    var slot = Int(truncatingIfNeeded: hash) & (WordCache.slotCount - 1)
    while slots[slot].keyCount > 0 {
      if slots[slot].hash == hash, isKey(of: slots[slot], word) { break }
      slot = (slot + 1) & (WordCache.slotCount - 1)
    }
    if slots[slot].keyCount == 0 {
      add(word, hash: hash, slot: &slot, make: make)
    }
    let found = slots[slot]
    return tokens.withUnsafeBufferPointer { tokens in
      let start = Int(found.tokenStart)
      return body(UnsafeBufferPointer(rebasing: tokens[start..<start + Int(found.tokenCount)]))
    }
  }

  @inline(never)
  private func add(
    _ word: UnsafeBufferPointer<UInt32>, hash: UInt64, slot: inout Int,
    make: (UnsafeBufferPointer<UInt32>, inout [WordToken]) -> Void
  ) {
    if entryCount >= WordCache.maximumEntryCount {
      clear()
      slot = Int(truncatingIfNeeded: hash) & (WordCache.slotCount - 1)
    }
    let start = tokens.count
    make(word, &tokens)
    slots[slot] = Slot(
      hash: hash, keyStart: Int32(keys.count), keyCount: Int32(word.count),
      tokenStart: Int32(start), tokenCount: Int32(tokens.count - start))
    keys.append(contentsOf: word)
    entryCount += 1
  }

  @inline(__always)
  private func isKey(of slot: Slot, _ word: UnsafeBufferPointer<UInt32>) -> Bool {
    guard Int(slot.keyCount) == word.count else { return false }
    return keys.withUnsafeBufferPointer { keys in
      for index in 0..<word.count where keys[Int(slot.keyStart) + index] != word[index] {
        return false
      }
      return true
    }
  }

  @inline(__always)
  private static func hash(_ word: UnsafeBufferPointer<UInt32>) -> UInt64 {
    var hash = UInt64(word.count)
    for scalar in word {
      hash = (hash ^ UInt64(scalar)) &* 0x9e37_79b9_7f4a_7c15
      hash ^= hash >> 29
    }
    return hash
  }
}
