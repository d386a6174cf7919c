/// Whoever watches a run: progress on a terminal, the run log, a program that trains.
///
/// Adding one is one type and one place in the list that a ``Trainer`` is given.
public protocol RunObserver: AnyObject {
  /// Takes an event; what it throws ends the run, after a checkpoint where it is interrupted.
  func observe(_ event: RunEvent) throws
}

/// All who watch a run, in the order in which they are told.
package struct RunObservers {
  private let observers: [any RunObserver]

  package init(_ observers: [any RunObserver]) { self.observers = observers }

  /// Tells everybody.
  func send(_ event: RunEvent) throws {
    for observer in observers { try observer.observe(event) }
  }

  /// Does work that is no step, and tells when it begins and ends.
  func during(_ activity: RunActivity, _ work: () throws -> Void) throws {
    try send(.began(activity))
    try work()
    try send(.ended(activity))
  }
}

/// An observer that is a function.
final class RunCallback: RunObserver {
  private let body: (RunEvent) throws -> Void
  /// What the function threw where nobody could be told at once.
  private var failure: (any Error)?

  init(_ body: @escaping (RunEvent) throws -> Void) { self.body = body }

  func observe(_ event: RunEvent) throws {
    try finish()
    try body(event)
  }

  /// Passes on an event of work that cannot be ended just there.
  func take(_ event: RunEvent) {
    if failure != nil { return }
    do { try body(event) } catch { failure = error }
  }

  /// Throws what `take` kept.
  func finish() throws {
    if let failure { throw failure }
  }
}
