import LukeTraining

/// Measures the speed of steps and writes the line on them.
struct ProgressMeter {
  private var firstStep = 0
  private var startTime = 0.0
  /// Times and words of the last reports, for the present speed.
  private var recent: [(time: Double, words: Int)] = []
  private var now = 0.0

  /// How many seconds back the words per second reach.
  private static let window = 20.0

  mutating func start(step: Int, time: Double) {
    firstStep = step
    startTime = time
    now = time
    recent = [(time, 0)]
  }

  mutating func add(_ step: RunStep, time: Double) {
    now = time
    recent.append((time, step.words))
    while recent.count > 2, time - recent[1].time >= Self.window { recent.removeFirst() }
  }

  /// Moves the past forward by a time that does not count.
  mutating func skip(seconds: Double) {
    startTime += seconds
    for index in recent.indices { recent[index].time += seconds }
  }

  /// What there is to say of a step: what matters most has the lowest rank.
  func parts(_ step: RunStep) -> [ProgressLine.Part] {
    let digits = String(step.totalSteps).count
    let lossParts = step.lossParts.map { "\($0.name) \(NumberText.fixed($0.value, 4))" }
    return [
      .init("step \(NumberText.padded(String(step.step), digits))/\(step.totalSteps)", rank: 0),
      .init("loss \(NumberText.fixed(step.loss, 4))", rank: 1),
      .init(lossParts.isEmpty ? nil : "(\(lossParts.joined(separator: ", ")))", rank: 6),
      .init("rate \(NumberText.scientific(step.learningRate))", rank: 5),
      .init(wordsPerSecond.map { "\(Int($0)) words/s" }, rank: 4),
      .init(secondsLeft(step).map { "\(NumberText.duration($0)) left" }, rank: 2),
    ]
  }

  private var wordsPerSecond: Double? {
    guard let first = recent.first, let last = recent.last, last.time > first.time else {
      return nil
    }
    return Double(last.words - first.words) / (last.time - first.time)
  }

  private func secondsLeft(_ step: RunStep) -> Double? {
    let done = step.step - firstStep
    guard done > 0, now > startTime else { return nil }
    return (now - startTime) / Double(done) * Double(step.totalSteps - step.step)
  }
}
