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
    knowsSpaces = tokenizer.marksSpaces
  }

  /// Appends the words of a range of a text; of an empty one, or one that ends before it starts, none.
  mutating func append(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, addsSpace: Bool,
    to words: inout [Int32]
  ) {
    guard start < end else { return }
    let bytes = UnsafeBufferPointer(rebasing: text[start..<end])
    if piece.count <= bytes.count { piece = [UInt8](repeating: 0x20, count: 2 * bytes.count + 64) }
    piece.withUnsafeMutableBufferPointer { piece in
      // The first byte is the space that may be put before the piece.
      let end = Self.collapse(bytes, into: piece)
      guard end > 1 else { return }
      let first = knowsSpaces && addsSpace && piece[1] != 0x20 ? 0 : 1
      encoder.append(UnsafeBufferPointer(rebasing: piece[first..<end]), to: &words)
    }
  }

  /// Writes a text with its whitespace made single spaces, none at the end, from the second byte of
  /// `piece` on; gives where it ends there.
  private static func collapse(
    _ bytes: UnsafeBufferPointer<UInt8>, into piece: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var (index, end) = (0, 1)
    var isAfterSpace = false
    while index < bytes.count {
      let length = PythonWhitespace.length(at: index, of: bytes)
      if length == 0 {
        piece[end] = bytes[index]
        end += 1
        index += 1
        isAfterSpace = false
      } else {
        if !isAfterSpace {
          piece[end] = 0x20
          end += 1
        }
        isAfterSpace = true
        index += length
      }
    }
    return isAfterSpace ? end - 1 : end
  }
}
