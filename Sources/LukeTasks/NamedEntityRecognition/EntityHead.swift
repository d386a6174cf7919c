/// What named entity recognition classifies.
public enum EntityHead: String, Hashable, Sendable, CaseIterable {
  /// A `[MASK]` entity over each span of words, as LUKE's authors do.
  case entities
  /// Each span of words by its words alone.
  case words
  /// Each word, by a tag in IOB2.
  case tags
}
