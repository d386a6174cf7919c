/// A subword: its vocabulary id and the place in the original text that it covers.
public struct Token: Hashable, Sendable {
  /// The id in the tokenizer's vocabulary.
  public var id: Int32
  /// The first Unicode scalar covered, counted from the start of the text.
  public var start: Int
  /// One past the last Unicode scalar covered.
  public var end: Int

  /// Creates a token that covers the scalars `start ..< end`.
  public init(id: Int32, start: Int, end: Int) {
    self.id = id
    self.start = start
    self.end = end
  }
}
