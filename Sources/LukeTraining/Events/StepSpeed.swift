/// The speed of steps between two that are logged, other work left out.
struct StepSpeed {
  private var last: (time: ContinuousClock.Instant, words: Int)?
  private var works: [RunActivity: ContinuousClock.Instant] = [:]

  /// How long the steps since the last pace took together, and the words of each second.
  struct Pace: Hashable {
    var seconds: Double
    var wordsPerSecond: Double
  }

  /// Steps begin.
  mutating func begin(at time: ContinuousClock.Instant) { last = (time, 0) }

  /// Work begins that is no step.
  mutating func begin(_ work: RunActivity, at time: ContinuousClock.Instant) { works[work] = time }

  /// Such work is over; returns how long it took, nil where it began before the steps did.
  mutating func end(_ work: RunActivity, at time: ContinuousClock.Instant) -> Duration? {
    guard let start = works.removeValue(forKey: work), last != nil else { return nil }
    last?.time += time - start
    return time - start
  }

  /// The pace of the steps since the one before that was asked for; nil where no time has passed.
  mutating func pace(of step: RunStep, at time: ContinuousClock.Instant) -> Pace? {
    guard let last, time > last.time else { return nil }
    let seconds = (time - last.time) / .seconds(1)
    self.last = (time, step.words)
    return Pace(seconds: seconds, wordsPerSecond: Double(step.words - last.words) / seconds)
  }
}
