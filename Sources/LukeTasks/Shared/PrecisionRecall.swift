/// Counts of right answers, answers and annotations, and the scores made of them.
public struct PrecisionRecall: Hashable, Sendable {
  /// How many answers are right.
  public var correctCount: Int
  /// How many answers were given.
  public var predictedCount: Int
  /// How many there are to find.
  public var goldCount: Int

  /// Creates counts.
  public init(correctCount: Int = 0, predictedCount: Int = 0, goldCount: Int = 0) {
    self.correctCount = correctCount
    self.predictedCount = predictedCount
    self.goldCount = goldCount
  }

  /// Right answers among the answers, 0 where there are none.
  public var precision: Double { Self.ratio(correctCount, predictedCount) }

  /// Right answers among those to find, 0 where there are none.
  public var recall: Double { Self.ratio(correctCount, goldCount) }

  /// The harmonic mean of precision and recall, 0 where both are.
  public var f1: Double {
    let sum = precision + recall
    return sum > 0 ? 2 * precision * recall / sum : 0
  }

  /// The counts of several things taken together.
  static func sum(_ counts: some Sequence<PrecisionRecall>) -> PrecisionRecall {
    counts.reduce(into: PrecisionRecall()) { sum, counts in
      sum.correctCount += counts.correctCount
      sum.predictedCount += counts.predictedCount
      sum.goldCount += counts.goldCount
    }
  }

  private static func ratio(_ count: Int, _ total: Int) -> Double {
    total > 0 ? Double(count) / Double(total) : 0
  }
}
