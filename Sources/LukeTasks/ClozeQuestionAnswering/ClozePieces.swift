import LukeText

/// Tokenizes pieces of text as the official code does: blanks at their ends are dropped, and where subwords
/// carry the space before them, it is said whether there is one.
struct ClozePieces {
  private let tokenizer: Tokenizer

  init(_ tokenizer: Tokenizer) { self.tokenizer = tokenizer }

  /// The scalars of a text, with a space for each line break.
  static func scalars(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.map { $0 == "\n" ? " " : $0 }
  }

  /// The pieces before, between and after what stands for something, some of them perhaps empty.
  static func split(
    _ scalars: ArraySlice<Unicode.Scalar>, at mark: String
  ) -> [ArraySlice<Unicode.Scalar>] {
    scalars.split(separator: Array(mark.unicodeScalars), omittingEmptySubsequences: false)
  }

  /// The ids of a piece that follows something; a space before it counts where it begins with one.
  func ids(_ piece: ArraySlice<Unicode.Scalar>) -> [Int32] {
    ids(piece, afterSpace: piece.first == " ")
  }

  /// The ids of a piece.
  func ids(_ piece: ArraySlice<Unicode.Scalar>, afterSpace: Bool) -> [Int32] {
    var piece = piece
    while piece.last?.properties.isWhitespace == true { piece.removeLast() }
    if piece.isEmpty { return [] }
    return tokenizer.ids(
      of: String(String.UnicodeScalarView(piece)),
      addPrefixSpace: afterSpace && tokenizer.marksSpaces)
  }
}
