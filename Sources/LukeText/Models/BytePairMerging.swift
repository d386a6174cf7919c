import LukeSystem

/// The merging of one word: symbols in a linked list, possible merges in a heap by rank and place.
///
/// Takes time in n log n for words of any length; a text without a space is one word.
struct BytePairMerging {
  private var symbols: [Subword]
  private var next: [Int32]
  private var previous: [Int32]
  /// Rank in the high half, place of the left symbol in the low half: a binary min-heap.
  private var heap: [UInt64] = []

  private static let merged: Int32 = -1

  init(symbols: [Subword]) {
    self.symbols = symbols
    let count = Int32(symbols.count)
    next = (0..<count).map { $0 + 1 < count ? $0 + 1 : -1 }
    previous = (0..<count).map { $0 - 1 }
  }

  /// Merges until no pair of neighbours is in the table.
  mutating func run(with merges: IntegerMap) {
    for place in symbols.indices.dropLast() { offer(place, merges) }
    while let candidate = popFirst() {
      let place = Int(truncatingIfNeeded: candidate & 0xFFFF_FFFF)
      guard symbols[place].id != BytePairMerging.merged, next[place] >= 0 else { continue }
      // The symbols may have changed since the pair was offered.
      guard let merge = self.merge(at: place, merges), merge >> 32 == candidate >> 32 else {
        continue
      }
      join(place, id: Int32(truncatingIfNeeded: merge & 0xFFFF_FFFF))
      if previous[place] >= 0 { offer(Int(previous[place]), merges) }
      if next[place] >= 0 { offer(place, merges) }
    }
  }

  /// Calls `body` with the symbols that are left, in order.
  func forEachSymbol(_ body: (Subword) -> Void) {
    for symbol in symbols where symbol.id != BytePairMerging.merged { body(symbol) }
  }

  private func merge(at place: Int, _ merges: IntegerMap) -> UInt64? {
    let left = UInt32(bitPattern: symbols[place].id)
    return merges[left, UInt32(bitPattern: symbols[Int(next[place])].id)]
  }

  private mutating func join(_ place: Int, id: Int32) {
    let right = Int(next[place])
    symbols[place].id = id
    symbols[place].end = symbols[right].end
    symbols[right].id = BytePairMerging.merged
    next[place] = next[right]
    if next[right] >= 0 { previous[Int(next[right])] = Int32(place) }
  }

  private mutating func offer(_ place: Int, _ merges: IntegerMap) {
    guard let merge = merge(at: place, merges) else { return }
    heap.append(merge & 0xFFFF_FFFF_0000_0000 | UInt64(place))
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func popFirst() -> UInt64? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var parent = 0
    while 2 * parent + 1 < heap.count {
      var child = 2 * parent + 1
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      guard heap[child] < heap[parent] else { break }
      heap.swapAt(child, parent)
      parent = child
    }
    return first
  }
}
