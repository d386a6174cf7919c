import LukeSystem

/// The subwords of words met before, bounded: when full it starts again empty.
///
/// For words that have no place in `ShortWordCache`, or lost it. Words too long to come back often are
/// not kept.
final class LongWordCache {
  static let maximumByteCount = 96
  private static let maximumEntryCount = 40_000

  private var words = InternedBytes()
  /// Where the subwords of each word end.
  private var ends: [Int] = []
  private var subwords: [Subword] = []

  /// Calls `body` with the subwords of a word, asking `make` for them the first time.
  func withSubwords<Result>(
    of word: UnsafeBufferPointer<UInt8>,
    make: (UnsafeBufferPointer<UInt8>, inout [Subword]) -> Void,
    body: (UnsafeBufferPointer<Subword>) -> Result
  ) -> Result {
    if words.count >= LongWordCache.maximumEntryCount {
      words.removeAll()
      ends.removeAll(keepingCapacity: true)
      subwords.removeAll(keepingCapacity: true)
    }
    let (number, isNew) = words.intern(word)
    if isNew {
      make(word, &subwords)
      ends.append(subwords.count)
    }
    let start = number == 0 ? 0 : ends[number - 1]
    return subwords.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[start..<ends[number]]))
    }
  }
}
