/// The subwords of words by a model, those of words met lately without asking it.
///
/// For one thread at a time.
final class SubwordMemory {
  private let model: any SubwordModel
  private let shortWords = ShortWordCache()
  private let longWords = LongWordCache()
  private var unkept: [Subword] = []

  init(_ model: any SubwordModel) { self.model = model }

  /// Writes the ids of a word's subwords to `output`; gives their number.
  ///
  /// Behind the word there is memory for 23 bytes more, in `output` room for as many ids as the word
  /// has bytes, and for 6 more.
  @inline(__always)
  func writeIDs(
    of word: UnsafePointer<UInt8>, byteCount: Int, to output: UnsafeMutablePointer<Int32>
  ) -> Int {
    guard byteCount <= ShortWordCache.maximumByteCount else {
      return withLongWord(word, byteCount) { SubwordMemory.write($0, to: output) }
    }
    let key = shortWords.key(word, count: byteCount)
    let count = shortWords.count(of: key)
    if count == 0 { return add(word, byteCount, key) { SubwordMemory.write($0, to: output) } }
    shortWords.copyIDs(of: key, to: output)
    return count
  }

  /// Calls `body` with each subword of a word.
  ///
  /// Behind the word there is memory for 23 bytes more.
  @inline(__always)
  func forEachSubword(
    of word: UnsafePointer<UInt8>, byteCount: Int, _ body: (Subword) -> Void
  ) {
    guard byteCount <= ShortWordCache.maximumByteCount else {
      return withLongWord(word, byteCount) { for subword in $0 { body(subword) } }
    }
    let key = shortWords.key(word, count: byteCount)
    let count = shortWords.count(of: key)
    if count == 0 { return add(word, byteCount, key) { for subword in $0 { body(subword) } } }
    for index in 0..<count { body(shortWords.subword(index, of: key)) }
  }

  private static func write(
    _ subwords: UnsafeBufferPointer<Subword>, to output: UnsafeMutablePointer<Int32>
  ) -> Int {
    for (index, subword) in subwords.enumerated() { output[index] = subword.id }
    return subwords.count
  }

  /// Keeps a short word where there is a place for it.
  @inline(never)
  private func add<Result>(
    _ word: UnsafePointer<UInt8>, _ byteCount: Int, _ key: ShortWordCache.Key,
    _ body: (UnsafeBufferPointer<Subword>) -> Result
  ) -> Result {
    withLongWord(word, byteCount) { subwords in
      if (1...ShortWordCache.maximumSubwordCount).contains(subwords.count) {
        shortWords.set(subwords, for: key)
      }
      return body(subwords)
    }
  }

  @inline(never)
  private func withLongWord<Result>(
    _ word: UnsafePointer<UInt8>, _ byteCount: Int,
    _ body: (UnsafeBufferPointer<Subword>) -> Result
  ) -> Result {
    let word = UnsafeBufferPointer(start: word, count: byteCount)
    if byteCount <= LongWordCache.maximumByteCount {
      return longWords.withSubwords(of: word) {
        model.segment($0, into: &$1)
      } body: {
        body($0)
      }
    }
    unkept.removeAll(keepingCapacity: true)
    model.segment(word, into: &unkept)
    return unkept.withUnsafeBufferPointer { body($0) }
  }
}
