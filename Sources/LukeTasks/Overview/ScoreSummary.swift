import Foundation

/// How many scores there are in some data, and from where to where they go.
public struct ScoreSummary: Hashable, Sendable {
  /// How many.
  public let count: Int
  /// The least, the greatest, and their mean.
  public let least, greatest, mean: Double

  /// Sums up labels that are scores; nil where there are none, or some are no numbers.
  public init?(_ labels: [String: CorpusOverview.LabelUse]) {
    var (count, sum) = (0, 0.0)
    var (least, greatest) = (Double.infinity, -Double.infinity)
    for (label, use) in labels {
      guard let score = Double(label), score.isFinite else { return nil }
      count += use.count
      sum += score * Double(use.count)
      (least, greatest) = (min(least, score), max(greatest, score))
    }
    if count == 0 { return nil }
    (self.count, self.least, self.greatest, mean) = (count, least, greatest, sum / Double(count))
  }

  /// `scores from 0 to 5 with a mean of 2.61`.
  public var text: String {
    "scores from \(Self.text(least)) to \(Self.text(greatest)) with a mean of \(meanText)"
  }

  /// The mean with four digits.
  public var meanText: String {
    Self.text(Double(String(format: "%.4g", mean)) ?? mean)
  }

  /// A score, a whole one without a fraction.
  public static func text(_ score: Double) -> String {
    score == score.rounded() && abs(score) < 1e15 ? String(Int(score)) : String(score)
  }
}

extension CorpusOverview {
  /// What the scores are; nil where labels are no scores.
  public var scores: ScoreSummary? { hasScores ? ScoreSummary(labels) : nil }
}
