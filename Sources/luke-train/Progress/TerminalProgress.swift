/// Shows how a run, or other work, gets on: one line that redraws itself on a terminal, plain lines at
/// intervals elsewhere, nothing when quiet.
package final class TerminalProgress {
  /// How progress is shown.
  package enum Style: Hashable, Sendable {
    /// One line, redrawn.
    case terminal(width: Int)
    /// A line now and then.
    case plain
    /// Nothing but results.
    case quiet
  }

  let style: Style
  let clock: () -> Double
  private let write: (String) -> Void
  private var isLineOpen = false
  /// When progress was last shown; nil for not yet.
  var lastShown: Double?
  /// The speed of steps, while there are steps.
  var steps: ProgressMeter?
  /// The work that is under way and has no steps.
  var work: WorkMeter?

  /// Seconds between two lines of progress.
  var interval: Double { if case .terminal = style { 0.1 } else { 10 } }

  /// Creates a display.
  /// - Parameters:
  ///   - write: takes text to show, line breaks included.
  ///   - clock: seconds since any fixed moment.
  package init(style: Style, write: @escaping (String) -> Void, clock: @escaping () -> Double) {
    (self.style, self.write, self.clock) = (style, write, clock)
  }

  /// Shows a line that stays.
  func note(_ line: String) {
    if style == .quiet { return }
    result(line)
  }

  /// Shows what the user waited for or must not miss, even when quiet.
  package func result(_ text: String) {
    clear()
    write(text + "\n")
  }

  /// Ends the line on a terminal.
  package func finish() {
    if isLineOpen { write("\n") }
    isLineOpen = false
  }

  /// Shows how things stand, in the place of what was shown before on a terminal.
  func show(_ line: String) {
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
