import LukeAutodiff

/// `luke-train bench`: how long a training step takes on this machine, and where the time goes.
public enum BenchmarkCommand {
  /// Steps before those that are timed.
  private static let warmUpCount = 2

  /// Times steps and prints the report, as text or as one JSON object.
  public static func run(
    _ settings: BenchmarkSettings, asJSON: Bool, output: LineWriter, options: CommandOptions
  ) throws {
    try options.prepareEngine()
    let reporter = ProgressReporter.standardError(isQuiet: options.isQuiet)
    let report = measure(settings) { reporter.show(passing: $0) }
    reporter.finish()
    for line in asJSON ? [report.json] : report.lines { try output.write(line) }
  }

  private static func measure(
    _ settings: BenchmarkSettings, progress: (String) -> Void
  ) -> BenchmarkReport {
    progress("making the model")
    let work = BenchmarkWork(settings)
    var steps: [TimedStep] = []
    var flop = 0
    for number in 0..<warmUpCount + settings.steps {
      progress("step \(number + 1)/\(warmUpCount + settings.steps)")
      let before = MatrixProduct.flopCount
      let step = TimedStep(work, number)
      flop = MatrixProduct.flopCount - before
      if number >= warmUpCount { steps.append(step) }
    }
    // Before the products alone: they have memory of their own.
    let peak = Processor.peakResidentBytes
    progress("measuring products alone")
    return BenchmarkReport(
      settings: settings, threadCount: WorkerPool.shared.threadCount,
      seconds: steps.map(\.seconds), phases: TimedStep.medianPhases(of: steps), flopPerStep: flop,
      productRate: ProductRate.measure(settings), peakResidentBytes: peak)
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
