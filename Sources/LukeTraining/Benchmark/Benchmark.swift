import LukeAutodiff

/// How long a training step takes on this machine, and where the time goes.
public enum Benchmark {
  /// Steps before those that are timed.
  private static let warmUpCount = 2

  /// Makes a model, times steps of it, and products of matrices alone.
  /// - Throws: `UserError` where the library of products is not installed; what `observer` throws.
  public static func run(
    _ settings: BenchmarkSettings, observer: any RunObserver = RunObservers()
  ) throws -> BenchmarkReport {
    try Engine.load()
    let work = try observer.during(.makingModel) { BenchmarkWork(settings) }
    let (steps, flop) = try observer.during(.timingSteps) { try time(work, settings, observer) }
    // Before the products alone: they have memory of their own.
    let peak = Processor.peakResidentBytes
    let rate = try observer.during(.timingProducts) { ProductRate.measure(settings) }
    return BenchmarkReport(
      settings: settings, threadCount: WorkerPool.shared.threadCount,
      seconds: steps.map(\.seconds), phases: TimedStep.medianPhases(of: steps), flopPerStep: flop,
      productRate: rate, peakResidentBytes: peak)
  }

  private static func time(
    _ work: BenchmarkWork, _ settings: BenchmarkSettings, _ observer: any RunObserver
  ) throws -> (steps: [TimedStep], flop: Int) {
    var steps: [TimedStep] = []
    var flop = 0
    let count = warmUpCount + settings.steps
    for number in 0..<count {
      try observer.observe(.advanced(.timingSteps, RunProgress(number, of: count, .steps)))
      let before = MatrixProduct.flopCount
      let step = TimedStep(work, number)
      flop = MatrixProduct.flopCount - before
      if number >= warmUpCount { steps.append(step) }
    }
    return (steps, flop)
  }
}

/// The times of one step.
private struct TimedStep {
  typealias PhaseTime = (name: String, seconds: Double)

  let seconds: Double
  /// In the order they run.
  let phases: [PhaseTime]

  init(_ work: BenchmarkWork, _ number: Int) {
    let clock = PhaseClock()
    var optimizer = Duration.zero
    seconds =
      ContinuousClock().measure { optimizer = work.step(number, clock: clock) } / .seconds(1)
    func times(_ durations: [Phase: Duration], _ ending: String) -> [PhaseTime] {
      Phase.allCases.map { ($0.rawValue + ending, (durations[$0] ?? .zero) / .seconds(1)) }
    }
    phases =
      times(clock.forward, "") + times(clock.backward, "_backward")
      + [("optimizer", optimizer / .seconds(1))]
  }

  static func medianPhases(of steps: [TimedStep]) -> [PhaseTime] {
    (steps.first?.phases ?? []).enumerated().map { index, phase in
      (phase.name, steps.map { $0.phases[index].seconds }.median)
    }
  }
}
