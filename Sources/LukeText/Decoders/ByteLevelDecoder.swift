/// Puts the bytes together again that the letters of a byte-level vocabulary spell.
struct ByteLevelDecoder: TokenDecoder {
  /// Letter → byte.
  private static let bytes = Dictionary(
    uniqueKeysWithValues: ByteAlphabet.characters.enumerated().map { ($1, UInt8($0)) })

  func text(of tokens: [SpelledToken]) -> String {
    var bytes: [UInt8] = []
    for token in tokens {
      let spelled = token.spelling.unicodeScalars.map { Self.bytes[$0.value] }
      if token.isAdded || spelled.contains(nil) {
        bytes += token.spelling.utf8
      } else {
        bytes += spelled.compactMap(\.self)
      }
    }
    // Tokens may cut through a character: what is no text then is replaced.
    return String(decoding: bytes, as: UTF8.self)
  }
}
