/// Several observers as one: each is told in its turn.
public final class RunObservers: RunObserver {
  private let observers: [any RunObserver]

  /// Creates an observer of some; none for work that nobody watches.
  public init(_ observers: [any RunObserver] = []) { self.observers = observers }

  /// Tells everybody.
  public func observe(_ event: RunEvent) throws {
    for observer in observers { try observer.observe(event) }
  }
}

/// An observer that is a function.
final class FunctionObserver: RunObserver {
  private let body: (RunEvent) throws -> Void

  init(_ body: @escaping (RunEvent) throws -> Void) { self.body = body }

  func observe(_ event: RunEvent) throws { try body(event) }
}
