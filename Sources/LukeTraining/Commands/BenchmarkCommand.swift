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
    var seconds: [Double] = []
    var phases: [[Double]] = []
    var flop = 0
    for number in 0..<warmUpCount + settings.steps {
      progress("step \(number + 1)/\(warmUpCount + settings.steps)")
      let (clock, before) = (PhaseClock(), MatrixProduct.flopCount)
      var optimizer = Duration.zero
      let time = ContinuousClock().measure { optimizer = work.step(number, clock: clock) }
      flop = MatrixProduct.flopCount - before
      guard number >= warmUpCount else { continue }
      seconds.append(time / .seconds(1))
      phases.append(
        Phase.allCases.map { (clock.forward[$0] ?? .zero) / .seconds(1) }
          + Phase.allCases.map { (clock.backward[$0] ?? .zero) / .seconds(1) }
          + [optimizer / .seconds(1)])
    }
    // Before the products alone: they have memory of their own.
    let peak = Processor.peakResidentBytes
    progress("measuring products alone")
    let names =
      Phase.allCases.map(\.rawValue) + Phase.allCases.map { $0.rawValue + "_backward" }
      + ["optimizer"]
    return BenchmarkReport(
      settings: settings, threadCount: WorkerPool.shared.threadCount, seconds: seconds,
      phases: names.enumerated().map { index, name in (name, phases.map { $0[index] }.median) },
      flopPerStep: flop, productRate: ProductRate.measure(settings), peakResidentBytes: peak)
  }
}
