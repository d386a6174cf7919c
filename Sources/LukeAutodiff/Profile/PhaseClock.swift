/// Adds up the time that each phase takes, forward and backward.
///
/// A tape with a clock measures; one without costs nothing. Phases do not nest: the outermost counts.
public final class PhaseClock {
  /// Time of the computation itself.
  public private(set) var forward: [Phase: Duration] = [:]
  /// Time of the gradients.
  public private(set) var backward: [Phase: Duration] = [:]
  private let clock = ContinuousClock()

  /// Creates a clock at zero.
  public init() {}

  func measureForward<Result>(_ phase: Phase, _ body: () throws -> Result) rethrows -> Result {
    let start = clock.now
    defer { forward[phase, default: .zero] += clock.now - start }
    return try body()
  }

  func measureBackward(_ phase: Phase, _ body: () -> Void) {
    backward[phase, default: .zero] += clock.measure(body)
  }
}
