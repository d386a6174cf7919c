/// The median stopping rule (Golovin et al., 2017, "Google Vizier"): a trial that is worse than half of the
/// others were by then is not worth its further steps.
package enum MedianStopping {
  /// The score of a trial after some of its steps.
  package struct Evaluation: Hashable, Sendable {
    var step: Int
    /// The steps of the whole trial.
    var stepCount: Int
    /// The deciding score as a number that is higher the better the model is.
    var rank: Double

    package init(step: Int, stepCount: Int, rank: Double) {
      (self.step, self.stepCount, self.rank) = (step, stepCount, rank)
    }

    /// Whether as large a share of the steps is done as in another trial, or a larger one.
    func isAsFar(as other: Evaluation) -> Bool { step * other.stepCount >= other.step * stepCount }
  }

  /// Why a trial is stopped.
  package struct Reason: Hashable, Sendable {
    /// Its best score so far.
    package let best: Double
    /// The median of what the others had reached by then.
    package let median: Double
    /// How many others there are.
    package let count: Int

    package init(best: Double, median: Double, count: Int) {
      (self.best, self.median, self.count) = (best, median, count)
    }
  }

  /// The fewest others that a median says something of.
  private static let fewest = 2
  /// The share of its steps that every trial may take: 1 of so many.
  private static let grace = 3

  /// Whether a trial whose newest evaluation is the last of `own` is to be stopped; nil where it goes on.
  ///
  /// - Parameter others: the evaluations of every other trial, in the order of their steps. Trials that have
  ///   not got as far are not counted.
  package static func reason(_ own: [Evaluation], others: [[Evaluation]]) -> Reason? {
    guard let now = own.last, now.step * grace >= now.stepCount, now.step < now.stepCount,
      let best = own.map(\.rank).max()
    else { return nil }
    let scores = others.compactMap { other -> Double? in
      guard let last = other.last, last.isAsFar(as: now) else { return nil }
      return other.filter { now.isAsFar(as: $0) }.map(\.rank).max()
    }
    guard scores.count >= fewest else { return nil }
    let median = median(scores)
    return best < median ? Reason(best: best, median: median, count: scores.count) : nil
  }

  /// The middle of some numbers, of an even count the mean of both.
  static func median(_ numbers: [Double]) -> Double {
    let sorted = numbers.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
