/// Byte-level byte-pair encoding.
///
/// Sennrich et al. 2016, with bytes as the alphabet as in GPT-2.
struct BytePairModel: Sendable {
  /// The id of each byte, -1 where the vocabulary lacks it.
  private let byteIDs: [Int32]
  /// (left id, right id) → rank and id of the merged token, 32 bits each.
  private let merges: PairTable
  private let unknownID: Int32?
  private let fusesUnknown: Bool
  /// Whole words that need no merging, when the tokenizer says to take them first.
  private let wholeWords: ByteTable?

  init(
    byteIDs: [Int32], merges: PairTable, unknownID: Int32?, fusesUnknown: Bool,
    wholeWords: ByteTable?
  ) {
    self.byteIDs = byteIDs
    self.merges = merges
    self.unknownID = unknownID
    self.fusesUnknown = fusesUnknown
    self.wholeWords = wholeWords
  }

  /// Appends the subwords of a word.
  func segment(_ word: UnsafeBufferPointer<UInt32>, into tokens: inout [WordToken]) {
    if let wholeWords, let id = wholeWords.value(of: BytePairModel.spelling(of: word)) {
      tokens.append(WordToken(id: id, start: 0, end: Int32(word.count)))
      return
    }
    var merging = BytePairMerging(symbols: symbols(of: word))
    merging.run(with: merges)
    merging.forEachSymbol { tokens.append($0) }
  }

  private func symbols(of word: UnsafeBufferPointer<UInt32>) -> [WordToken] {
    var symbols: [WordToken] = []
    symbols.reserveCapacity(word.count + word.count / 2)
    for (index, scalar) in word.enumerated() {
      forEachUTF8Byte(of: scalar) { byte in
        append(byteIDs[Int(byte)], at: Int32(index), to: &symbols)
      }
    }
    return symbols
  }

  private func append(_ id: Int32, at index: Int32, to symbols: inout [WordToken]) {
    if id >= 0 {
      symbols.append(WordToken(id: id, start: index, end: index + 1))
    } else if let unknownID {
      if fusesUnknown, let last = symbols.last, last.id == unknownID {
        symbols[symbols.count - 1].end = index + 1
      } else {
        symbols.append(WordToken(id: unknownID, start: index, end: index + 1))
      }
    }
  }

  /// The word in the byte alphabet.
  private static func spelling(of word: UnsafeBufferPointer<UInt32>) -> String {
    var spelling = String.UnicodeScalarView()
    for scalar in word {
      forEachUTF8Byte(of: scalar) { byte in
        guard let character = Unicode.Scalar(ByteAlphabet.characters[Int(byte)]) else { return }
        spelling.append(character)
      }
    }
    return String(spelling)
  }
}

@inline(__always)
private func forEachUTF8Byte(of scalar: UInt32, _ body: (UInt8) -> Void) {
  switch scalar {
  case 0..<0x80:
    body(UInt8(scalar))
  case 0x80..<0x800:
    body(UInt8(0xC0 | scalar >> 6))
    body(UInt8(0x80 | scalar & 0x3F))
  case 0x800..<0x10000:
    body(UInt8(0xE0 | scalar >> 12))
    body(UInt8(0x80 | scalar >> 6 & 0x3F))
    body(UInt8(0x80 | scalar & 0x3F))
  default:
    body(UInt8(0xF0 | scalar >> 18 & 7))
    body(UInt8(0x80 | scalar >> 12 & 0x3F))
    body(UInt8(0x80 | scalar >> 6 & 0x3F))
    body(UInt8(0x80 | scalar & 0x3F))
  }
}
