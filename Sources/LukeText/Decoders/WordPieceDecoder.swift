/// Puts WordPiece's subwords together: words with a space before them, what continues a word without.
///
/// What the vocabulary does not tell, such as case and spaces of the text, does not come back.
struct WordPieceDecoder: TokenDecoder {
  /// What the spelling of subwords begins with that continue a word.
  var continuationPrefix = "##"
  /// Whether spaces before punctuation and English contractions are left out.
  var cleansUp = true

  /// What is written in place of what, in the order of Hugging Face's tokenizers.
  private static let replacements = [
    (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"),
    (" 'm", "'m"), (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
  ]

  func text(of tokens: [SpelledToken]) -> String {
    var text = ""
    for (index, token) in tokens.enumerated() {
      var part = token.spelling
      if index > 0 {
        let continues =
          !continuationPrefix.isEmpty && part.utf8.starts(with: continuationPrefix.utf8)
        part =
          continues
          ? String(decoding: part.utf8.dropFirst(continuationPrefix.utf8.count), as: UTF8.self)
          : " " + part
      }
      text += cleansUp ? Self.cleaned(part) : part
    }
    return text
  }

  private static func cleaned(_ part: String) -> String {
    replacements.reduce(part) { $0.replacing($1.0, with: $1.1) }
  }
}
