import LukeSystem

/// Byte-level byte-pair encoding.
///
/// Sennrich et al. 2016, with bytes as the alphabet as in GPT-2.
struct BytePairModel: SubwordModel {
  /// The id of each byte, -1 where the vocabulary lacks it.
  private let byteIDs: [Int32]
  /// (left id, right id) → rank and id of the merged token, 32 bits each.
  private let merges: IntegerMap
  private let unknownID: Int32?
  private let fusesUnknown: Bool
  /// Whole words that need no merging, when the tokenizer says to take them first.
  private let wholeWords: ByteTable?

  init(
    byteIDs: [Int32], merges: IntegerMap, unknownID: Int32?, fusesUnknown: Bool,
    wholeWords: ByteTable?
  ) {
    self.byteIDs = byteIDs
    self.merges = merges
    self.unknownID = unknownID
    self.fusesUnknown = fusesUnknown
    self.wholeWords = wholeWords
  }

  func segment(_ word: UnsafeBufferPointer<UInt8>, into subwords: inout [Subword]) {
    if let wholeWords, let id = wholeWords.value(of: ByteAlphabet.spelling(of: word)) {
      let end = word.count { $0 & 0xC0 != 0x80 }
      subwords.append(Subword(id: id, start: 0, end: Int32(end)))
      return
    }
    var merging = BytePairMerging(symbols: symbols(of: word))
    merging.run(with: merges)
    merging.forEachSymbol { subwords.append($0) }
  }

  private func symbols(of word: UnsafeBufferPointer<UInt8>) -> [Subword] {
    var symbols: [Subword] = []
    symbols.reserveCapacity(word.count)
    var scalar: Int32 = -1
    for byte in word {
      if byte & 0xC0 != 0x80 { scalar += 1 }
      append(byteIDs[Int(byte)], at: scalar, to: &symbols)
    }
    return symbols
  }

  private func append(_ id: Int32, at index: Int32, to symbols: inout [Subword]) {
    if id >= 0 {
      symbols.append(Subword(id: id, start: index, end: index + 1))
    } else if let unknownID {
      if fusesUnknown, let last = symbols.last, last.id == unknownID {
        symbols[symbols.count - 1].end = index + 1
      } else {
        symbols.append(Subword(id: unknownID, start: index, end: index + 1))
      }
    }
  }

  /// Whether it begins with a space or with punctuation, by the byte's letter in the vocabulary: LUKE's
  /// authors hide words so.
  func beginsWord(_ token: String) -> Bool {
    guard let first = token.unicodeScalars.first else { return true }
    return first == ByteAlphabet.space || first.isBertPunctuation
  }
}
