/// A pair that may be merged next, with the words it was found in.
struct MergeCandidate {
  /// How often the pair was counted when this was queued.
  var count: Int64
  var pair: SymbolPair
  /// Where the numbers of the words stand.
  var words: Range<Int>

  /// Whether it is merged before another: more frequent first, then by the ids of the symbols; of the
  /// same pair found at two times, the older first.
  @inline(__always)
  func precedes(_ other: MergeCandidate) -> Bool {
    if count != other.count { return count > other.count }
    if pair != other.pair { return pair < other.pair }
    return words.lowerBound < other.words.lowerBound
  }
}

/// The candidates, the first to merge on top: a binary heap.
struct MergeQueue {
  private var heap: [MergeCandidate] = []

  /// The first candidate.
  var first: MergeCandidate? { heap.first }

  /// Adds a candidate.
  mutating func push(_ candidate: MergeCandidate) {
    heap.append(candidate)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard candidate.precedes(heap[parent]) else { break }
      heap[child] = heap[parent]
      child = parent
    }
    heap[child] = candidate
  }

  /// Gives the first candidate another count, and so another place.
  mutating func recountFirst(_ count: Int64) {
    guard var first = heap.first else { return }
    first.count = count
    sink(first)
  }

  /// Removes the first candidate.
  mutating func removeFirst() {
    guard let last = heap.popLast(), !heap.isEmpty else { return }
    sink(last)
  }

  /// Puts a candidate where the first one was and lets it sink to its place.
  private mutating func sink(_ candidate: MergeCandidate) {
    var parent = 0
    while 2 * parent + 1 < heap.count {
      var child = 2 * parent + 1
      if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
      guard heap[child].precedes(candidate) else { break }
      heap[parent] = heap[child]
      parent = child
    }
    heap[parent] = candidate
  }
}
