import LukeSystem

/// The words that merges are learned from, as symbols, in one block.
///
/// Merging shortens words in their places.
final class TrainingWords {
  private let symbols: UnsafeMutablePointer<UInt32>
  private let starts: [Int]
  private var lengths: [Int32]
  private let counts: [Int64]

  /// Spells words of at least two bytes with the symbols of their bytes.
  init(_ words: ByteCounts, symbolOfByte: [UInt32]) {
    var (starts, lengths, counts): ([Int], [Int32], [Int64]) = ([], [], [])
    var size = 0
    for number in 0..<words.count {
      size += words.strings.withBytes(at: number) { $0.count }
    }
    let symbols = UnsafeMutablePointer<UInt32>.allocate(capacity: max(size, 1))
    size = 0
    for number in 0..<words.count {
      words.strings.withBytes(at: number) { word in
        guard word.count > 1 else { return }
        starts.append(size)
        lengths.append(Int32(clamping: word.count))
        counts.append(words.counts[number])
        for byte in word.prefix(Int(Int32.max)) {
          (symbols + size).initialize(to: symbolOfByte[Int(byte)])
          size += 1
        }
      }
    }
    (self.symbols, self.starts, self.lengths, self.counts) = (symbols, starts, lengths, counts)
  }

  deinit { symbols.deallocate() }

  /// The number of words.
  var count: Int { starts.count }

  /// How often a word occurs.
  @inline(__always)
  func occurrences(of word: Int) -> Int64 { counts[word] }

  /// The symbols of a word, valid until it is merged.
  @inline(__always)
  func symbols(of word: Int) -> UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(start: symbols + starts[word], count: Int(lengths[word]))
  }

  /// Puts a symbol in the place of a pair wherever a word has it, from the left.
  ///
  /// Calls `lost` for each pair of neighbours that is no longer there and `gained` for each that is
  /// there since, including those that the next replacement takes away again.
  @inline(__always)
  func merge(
    _ pair: SymbolPair, to merged: UInt32, in word: Int,
    lost: (SymbolPair) -> Void, gained: (SymbolPair) -> Void
  ) {
    let symbols = symbols + starts[word]
    let count = Int(lengths[word])
    let (first, second) = (pair.first, pair.second)
    var read = 0
    var write = 0
    while read < count {
      guard symbols[read] == first, read + 1 < count, symbols[read + 1] == second else {
        symbols[write] = symbols[read]
        read += 1
        write += 1
        continue
      }
      if write > 0 {
        lost(SymbolPair(symbols[write - 1], first))
        gained(SymbolPair(symbols[write - 1], merged))
      }
      if read + 2 < count {
        lost(SymbolPair(second, symbols[read + 2]))
        gained(SymbolPair(merged, symbols[read + 2]))
      }
      symbols[write] = merged
      read += 2
      write += 1
    }
    lengths[word] = Int32(write)
  }
}
