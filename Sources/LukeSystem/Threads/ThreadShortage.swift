/// Tells, once in a process, that fewer threads work than were asked for.
///
/// Results do not depend on the number of threads, so work goes on; the user should know why it is
/// slow.
public enum ThreadShortage {
  private struct State {
    var handler: (@Sendable (String) -> Void)?
    /// What happened while nobody listened.
    var waiting: String?
    var isTold = false
  }

  private static let state = LockedValue(State())

  /// Calls `handler` with one line when threads are first missing, at once if they were before.
  public static func setHandler(_ handler: @escaping @Sendable (String) -> Void) {
    let waiting = state.withLock { state -> String? in
      state.handler = handler
      defer { state.waiting = nil }
      return state.waiting
    }
    if let waiting { handler(waiting) }
  }

  /// Notes that only `started` of `wanted` threads work.
  public static func report(started: Int, wanted: Int, _ error: ThreadError) {
    let line =
      "only \(started) of \(wanted) threads could be started (\(error.reason)); the work goes on "
      + "with \(started); allow more processes (ulimit -u) or ask for fewer with --threads"
    let handler = state.withLock { state -> (@Sendable (String) -> Void)? in
      if state.isTold { return nil }
      state.isTold = true
      if state.handler == nil { state.waiting = line }
      return state.handler
    }
    handler?(line)
  }
}
