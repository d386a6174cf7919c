/// Cuts words into subwords of a vocabulary.
protocol SubwordModel: Sendable {
  /// Appends the subwords of a word of valid UTF-8, in order; not more of them than the word has bytes.
  ///
  /// Called for words not met lately: what comes back often is remembered by the caller. Up to seven
  /// bytes behind the word may be read.
  func segment(_ word: UnsafeBufferPointer<UInt8>, into subwords: inout [Subword])

  /// Whether a token of the vocabulary, as it is spelled there, begins a word.
  func beginsWord(_ token: String) -> Bool
}

/// A subword within a word: its id and the scalars it covers, counted from the word's start.
///
/// Subwords that share a scalar, of which each has some of the bytes, all cover it.
struct Subword: Sendable {
  var id: Int32
  var start: Int32
  var end: Int32
}
