import LukeText

/// Tokenizes pieces of a paragraph as the authors of LUKE do: whitespace made single spaces, none at
/// the end, and a space before the piece where one belongs.
struct TextPieces {
  private let encoder: WordIDEncoder
  /// RoBERTa's words know whether a space stood before them, BERT's do not.
  private let knowsSpaces: Bool
  private var piece: [UInt8] = []

  init(_ tokenizer: Tokenizer) {
    encoder = WordIDEncoder(tokenizer)
    knowsSpaces = tokenizer.family == .byteLevelBPE
  }

  /// Appends the words of a range of a text; of an empty one, or one that ends before it starts, none.
  mutating func append(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, addsSpace: Bool,
    to words: inout [Int32]
  ) {
    guard start < end else { return }
    piece.removeAll(keepingCapacity: true)
    // Taken off again below if the piece brings its own, or is only whitespace.
    piece.append(0x20)
    let bytes = UnsafeBufferPointer(rebasing: text[start..<end])
    collapse(bytes)
    if piece.count > 1, piece[piece.count - 1] == 0x20 { piece.removeLast() }
    guard piece.count > 1 else { return }
    let keepsSpace = knowsSpaces && addsSpace && piece[1] != 0x20
    piece.withUnsafeBufferPointer { piece in
      encoder.append(
        keepsSpace ? piece : UnsafeBufferPointer(rebasing: piece[1...]), to: &words)
    }
  }

  private mutating func collapse(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    var copied = 0
    while index < bytes.count {
      var length = PythonWhitespace.length(at: index, of: bytes)
      if length == 0 {
        index += 1
        continue
      }
      piece.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<index]))
      piece.append(0x20)
      while length > 0 {
        index += length
        length = index < bytes.count ? PythonWhitespace.length(at: index, of: bytes) : 0
      }
      copied = index
    }
    piece.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied...]))
  }
}
