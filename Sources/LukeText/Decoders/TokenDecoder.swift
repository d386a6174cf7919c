/// Makes text of tokens again.
protocol TokenDecoder: Sendable {
  /// The text of tokens in their order.
  func text(of tokens: [SpelledToken]) -> String
}

/// A token as it is spelled.
struct SpelledToken {
  /// The spelling in the vocabulary, or the content of an added token.
  var spelling: String
  /// Whether it is an added token, which is spelled as it stands in the text.
  var isAdded: Bool
}
