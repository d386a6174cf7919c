import LukeSystem
import LukeTasks

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
  /// Takes results, line breaks included; nil where they go where progress goes.
  private let writeResult: ((String) throws -> Void)?
  /// The columns of the terminal now; nil where those of the style stay.
  private let columns: (() -> Int?)?
  /// The bytes of memory that the process holds; nil does not show them.
  let memory: (() -> Int)?
  private var isLineOpen = false
  /// Why a result could not be shown.
  private var resultFailure: (any Error)?
  /// The newest scores of the run and the best of them.
  var scores: (newest: TaskScores, best: TaskScores)?
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
  ///   - writeResult: takes results, line breaks included; nil gives them to `write`.
  ///   - clock: seconds since any fixed moment.
  ///   - columns: the width of the terminal, asked for each line; nil keeps that of the style.
  ///   - memory: the bytes of memory that the process holds; nil does not show them.
  package init(
    style: Style, write: @escaping (String) -> Void,
    writeResult: ((String) throws -> Void)? = nil, clock: @escaping () -> Double,
    columns: (() -> Int?)? = nil, memory: (() -> Int)? = nil
  ) {
    (self.style, self.write, self.writeResult) = (style, write, writeResult)
    (self.clock, self.columns, self.memory) = (clock, columns, memory)
  }

  /// Shows a line that stays.
  func note(_ line: String) {
    if style == .quiet { return }
    warn(line)
  }

  /// Shows what the user must not miss, even when quiet.
  package func warn(_ text: String) {
    clear()
    write(text.safelyShown + "\n")
  }

  /// Shows what the user waited for, even when quiet.
  ///
  /// Where it cannot be shown the work goes on, which keeps it elsewhere; see ``checkResults()``.
  package func result(_ text: String) {
    guard let writeResult else { return warn(text) }
    clear()
    if resultFailure != nil { return }
    do { try writeResult(text.safelyShown + "\n") } catch { resultFailure = error }
  }

  /// Throws where a result could not be shown.
  package func checkResults() throws {
    if let resultFailure { throw resultFailure }
  }

  /// Ends the line on a terminal.
  package func finish() {
    if isLineOpen { write("\n") }
    isLineOpen = false
  }

  /// Shows how things stand, in the place of what was shown before on a terminal.
  func show(_ line: String) { show(ProgressLine([.init(line, rank: 0)])) }

  /// The same for a line that gives up what does not fit.
  func show(_ line: ProgressLine) {
    guard case .terminal(let width) = style else {
      write(line.text + "\n")
      return
    }
    clear()
    write(line.text(width: max(1, (columns?() ?? width) - 1)))
    isLineOpen = true
  }

  /// Takes the line off a terminal before something else is written there.
  func clear() {
    if isLineOpen { write("\r\u{1B}[K") }
    isLineOpen = false
  }
}
