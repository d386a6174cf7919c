/// Shows how a run gets on: one line that redraws itself on a terminal, plain lines at intervals
/// elsewhere, nothing when quiet.
public final class ProgressReporter {
  /// How the reports are shown.
  public enum Style: Hashable, Sendable {
    /// One line, redrawn.
    case terminal(width: Int)
    /// A line now and then.
    case plain
    /// Nothing but results.
    case quiet
  }

  private let style: Style
  private let write: (String) -> Void
  private let clock: () -> Double
  /// Takes what would be shown to stay; nil shows it.
  private let forward: ((RunEvent) -> Void)?
  private var meter = ProgressMeter()
  private var lastShown: Double?
  private var isLineOpen = false
  private var pauseBegin: Double?

  /// Seconds between two reports.
  private var interval: Double { if case .terminal = style { 0.1 } else { 10 } }

  /// Creates a reporter.
  /// - Parameters:
  ///   - write: takes text to show, line breaks included.
  ///   - clock: seconds since any fixed moment.
  public init(style: Style, write: @escaping (String) -> Void, clock: @escaping () -> Double) {
    self.style = style
    self.write = write
    self.clock = clock
    forward = nil
  }

  /// A reporter that shows nothing, and passes on what would stay.
  init(forwarding forward: @escaping (RunEvent) -> Void) {
    style = .quiet
    write = { _ in }
    clock = { 0 }
    self.forward = forward
  }

  /// Begins to measure speed; `firstStep` is the number of steps done before.
  public func start(firstStep: Int) {
    meter.start(step: firstStep, time: clock())
    lastShown = nil
  }

  /// Shows the state if the last report is long enough ago, or if it is the last step.
  public func update(_ state: ProgressState) {
    if style == .quiet { return }
    let now = clock()
    meter.add(state, time: now)
    let isDue = lastShown.map { now - $0 >= interval } ?? true
    guard isDue || state.step == state.totalSteps else { return }
    lastShown = now
    show(meter.line(state))
  }

  /// Shows a share of some work that is done, if the last report is long enough ago.
  func update(_ title: String, done: Int, of total: Int, _ details: String) {
    if style == .quiet { return }
    let now = clock()
    // The first moments are too short to tell what is left.
    if now - (lastShown ?? meter.beginning) < interval { return }
    lastShown = now
    show(meter.line(title, done: done, of: total, details, time: now))
  }

  /// Leaves the time until `endPause` out of the measured speed, such as an evaluation.
  func beginPause() { pauseBegin = clock() }

  /// Goes on with measuring.
  func endPause() {
    if let pauseBegin { meter.skip(seconds: clock() - pauseBegin) }
    pauseBegin = nil
  }

  /// Shows a passing state on a terminal; elsewhere nothing.
  public func show(passing line: String) {
    guard case .terminal = style else { return }
    let now = clock()
    if let lastShown, now - lastShown < interval { return }
    lastShown = now
    show(line)
  }

  /// Shows a line that stays.
  public func note(_ line: String) {
    forward?(.note(line))
    if style == .quiet { return }
    clear()
    write(line + "\n")
  }

  /// Shows what must not be missed, even when quiet.
  public func warn(_ line: String) {
    if let forward { return forward(.warning(line)) }
    result(line)
  }

  /// Shows what the user waited for, even when quiet.
  public func result(_ text: String) {
    clear()
    write(text + "\n")
  }

  /// Ends the line on a terminal.
  public func finish() {
    if isLineOpen { write("\n") }
    isLineOpen = false
  }

  private func show(_ line: String) {
    guard case .terminal(let width) = style else {
      write(line + "\n")
      return
    }
    clear()
    write(String(line.prefix(max(1, width - 1))))
    isLineOpen = true
  }

  private func clear() {
    if isLineOpen { write("\r\u{1B}[K") }
    isLineOpen = false
  }
}
