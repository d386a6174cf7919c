/// How well an answer agrees with those that annotators gave, by the rules of a data set.
package struct AnswerComparison: Sendable {
  /// What two answers have in common, each from 0 to 1.
  package struct Result: Hashable, Sendable {
    package var exactMatch: Double
    package var f1: Double

    package init(exactMatch: Double, f1: Double) {
      (self.exactMatch, self.f1) = (exactMatch, f1)
    }
  }

  private let scoring: AnswerScoring
  private let mayBeUnanswerable: Bool
  private let words: @Sendable (String) -> [[Unicode.Scalar]]

  /// Rules of a language; `mayBeUnanswerable` makes those of SQuAD 2.0 of SQuAD's.
  package init(_ scoring: AnswerScoring, language: AnswerLanguage, mayBeUnanswerable: Bool) {
    (self.scoring, self.mayBeUnanswerable) = (scoring, mayBeUnanswerable)
    switch scoring {
    case .squad: words = AnswerNormalization.squad.words
    case .mlqa: words = MLQANormalization(language).words
    case .cmrc: words = CMRCSegments.words
    }
  }

  /// The best agreement with any of the gold answers; the empty answer is none, and so are no gold answers.
  package func best(_ predicted: String, gold: [String]) -> Result {
    var gold = gold
    if mayBeUnanswerable, scoring == .squad { gold.removeAll { words($0).isEmpty } }
    if gold.isEmpty { gold = [""] }
    let found = words(predicted)
    let results = gold.map { compare(predicted, found, $0) }
    return Result(
      exactMatch: results.map(\.exactMatch).max() ?? 0, f1: results.map(\.f1).max() ?? 0)
  }

  private func compare(_ predicted: String, _ found: [[Unicode.Scalar]], _ gold: String) -> Result {
    let expected = words(gold)
    // Only where there may be no answer two of them without words agree in all words.
    if mayBeUnanswerable, found.isEmpty, expected.isEmpty { return Result(exactMatch: 1, f1: 1) }
    guard scoring == .cmrc else {
      return Result(
        exactMatch: found == expected ? 1 : 0,
        f1: AnswerOverlap.f1(predicted: found, gold: expected))
    }
    let run = CMRCSegments.longestCommonRun(found, expected)
    return Result(
      exactMatch: CMRCSegments.scalars(of: predicted) == CMRCSegments.scalars(of: gold) ? 1 : 0,
      f1: AnswerOverlap.f1(same: run, predicted: found.count, gold: expected.count))
  }
}
