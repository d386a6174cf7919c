/// What of documents did not become examples.
package struct LeftOutText: Hashable, Sendable, Codable {
  /// Sentences with fewer words than the settings ask for.
  package var shortSentences = 0
  /// Sentences that alone are longer than an example may be.
  package var longSentences = 0
  /// Examples that mention no entity, where these are not wanted.
  package var examplesWithoutEntities = 0

  package init() {}

  static func += (sum: inout Self, other: Self) {
    sum.shortSentences += other.shortSentences
    sum.longSentences += other.longSentences
    sum.examplesWithoutEntities += other.examplesWithoutEntities
  }

  private enum CodingKeys: String, CodingKey {
    case shortSentences = "short_sentences"
    case longSentences = "long_sentences"
    case examplesWithoutEntities = "examples_without_entities"
  }
}
