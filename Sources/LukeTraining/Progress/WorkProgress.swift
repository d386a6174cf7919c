import LukeSystem

/// Shows how a piece of work gets on that is no training: its share that is done and the time left.
final class WorkProgress {
  private let reporter: ProgressReporter
  private let title: String

  /// Begins; `title` says what is done, such as `reading text`.
  init(_ title: String, _ reporter: ProgressReporter) {
    (self.title, self.reporter) = (title, reporter)
    reporter.start(firstStep: 0)
  }

  /// Shows that `done` of `total` are done, with `details`, if the last report is long enough ago.
  /// - Throws: An `Interruption` after a signal.
  func update(_ done: Int, of total: Int, _ details: String = "") throws {
    try InterruptFlag.current.check()
    reporter.update(title, done: done, of: total, details)
  }
}
