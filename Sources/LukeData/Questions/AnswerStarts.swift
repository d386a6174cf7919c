/// What an answer counts for that does not stand where its `answer_start` says.
public enum AnswerStarts: String, Hashable, Sendable, Codable, CaseIterable {
  /// Its question is a bad record.
  case exact
  /// It is taken where its text stands nearest to that place; where the context does not hold it at all, its
  /// text counts in scores, and there is nothing to learn from it.
  case nearest
}
