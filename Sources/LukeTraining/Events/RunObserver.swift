import LukeSystem

/// Whoever watches a run, or other work of this library: progress on a terminal, the run log, a program
/// that trains.
///
/// Adding one is one type and one place in the list that a ``Trainer`` is given. Events come in their
/// order, on the thread that does the work.
public protocol RunObserver: AnyObject {
  /// Takes an event; what it throws ends the work, after a checkpoint where a run is interrupted.
  func observe(_ event: RunEvent) throws
}

extension RunObserver {
  /// Tells something that was found, chosen or left out, on one line: names of files and labels in it may have ends of
  /// lines, which would make more of them.
  func note(_ text: String) throws { try observe(.note(text.shownOnOneLine)) }

  /// Tells something that must not be missed, on one line.
  func warn(_ text: String) throws { try observe(.warning(text.shownOnOneLine)) }

  /// Tells several lines at once that something was found, chosen or left out.
  func note(lines: [String]) throws { try observe(.note(Self.joined(lines))) }

  /// Tells several lines at once of what must not be missed.
  func warn(lines: [String]) throws { try observe(.warning(Self.joined(lines))) }

  private static func joined(_ lines: [String]) -> String {
    lines.map(\.shownOnOneLine).joined(separator: "\n")
  }

  /// Does work that is no step, and tells when it begins and ends.
  func during<Result>(_ activity: RunActivity, _ work: () throws -> Result) throws -> Result {
    try observe(.began(activity))
    let result = try work()
    try observe(.ended(activity))
    return result
  }

  /// Does work that tells how far it is, in some unit.
  func during<Result>(
    _ activity: RunActivity, in unit: RunProgress.Unit, _ work: (WorkProgress) throws -> Result
  ) throws -> Result {
    try during(activity) {
      try work(WorkProgress(activity: activity, unit: unit, observer: self))
    }
  }
}

/// Tells how far some work is, and ends it after a signal.
struct WorkProgress {
  let activity: RunActivity
  let unit: RunProgress.Unit
  let observer: any RunObserver

  /// Tells that `done` of `total` are done.
  /// - Throws: An `Interruption` after a signal, and what the observer throws.
  func update(_ done: Int, of total: Int, _ details: String = "") throws {
    try InterruptFlag.current.check()
    try tell(done, of: total, details)
  }

  /// The same for work that signals do not end.
  func tell(_ done: Int, of total: Int, _ details: String = "") throws {
    try observer.observe(.advanced(activity, RunProgress(done, of: total, unit, details: details)))
  }
}
