/// The speed of steps between two that are logged, other work left out.
package struct StepSpeed {
  private var last: (time: ContinuousClock.Instant, sums: Sums)?
  private var works: [RunActivity: ContinuousClock.Instant] = [:]

  /// What all steps so far have taken.
  private struct Sums {
    var (words, operations, dataSeconds) = (0, 0.0, 0.0)
  }

  /// How long the steps since the last pace took together, and what they did.
  package struct Pace: Hashable {
    package var seconds: Double
    /// Read by them.
    package var wordsPerSecond: Double
    /// Of matrix products.
    package var floatingPointOperationsPerSecond: Double
    /// The seconds of all that went by while batches were made.
    package var dataSeconds: Double
    /// What the steps reached, products and all else, of what products alone reach; nil where that is not known.
    package var shareOfProductRate: Double?
  }

  /// The speed of no step.
  package init() {}

  /// Steps begin.
  package mutating func begin(at time: ContinuousClock.Instant) { last = (time, Sums()) }

  /// Work begins that is no step.
  package mutating func begin(_ work: RunActivity, at time: ContinuousClock.Instant) {
    works[work] = time
  }

  /// Such work is over; returns how long it took, nil where it began before the steps did.
  package mutating func end(_ work: RunActivity, at time: ContinuousClock.Instant) -> Duration? {
    guard let start = works.removeValue(forKey: work), last != nil else { return nil }
    last?.time += time - start
    return time - start
  }

  /// The pace of the steps since the one before that was asked for; nil where no time has passed.
  package mutating func pace(of step: RunStep, at time: ContinuousClock.Instant) -> Pace? {
    guard let last, time > last.time else { return nil }
    let seconds = (time - last.time) / .seconds(1)
    let sums = Sums(
      words: step.words, operations: step.floatingPointOperations, dataSeconds: step.dataSeconds)
    self.last = (time, sums)
    let rate = (sums.operations - last.sums.operations) / seconds
    return Pace(
      seconds: seconds, wordsPerSecond: Double(sums.words - last.sums.words) / seconds,
      floatingPointOperationsPerSecond: rate,
      dataSeconds: sums.dataSeconds - last.sums.dataSeconds,
      shareOfProductRate: step.productRate.map { rate / $0 })
  }
}
