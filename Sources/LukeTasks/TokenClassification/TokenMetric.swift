/// The score that decides which model is best.
public enum TokenMetric: String, Hashable, Sendable, Codable, CaseIterable {
  /// F1 of the entities that the tags mark, as conlleval counts.
  case f1
  /// The share of words with the right tag.
  case accuracy
}
