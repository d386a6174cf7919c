import Foundation

/// Makes what is asked for next while its user still works on what it has, on a thread of its own.
///
/// Values follow from their keys alone: reading ahead changes when one is made, never which. One thread
/// asks.
package final class ReadAhead<Key: Hashable & Sendable, Value: Sendable> {
  private let make: @Sendable (Key) throws -> Value
  private let desk = Desk()
  /// Whether there is a thread; nil where none was asked for yet.
  private var hasThread: Bool?

  /// Creates a reader; where `isAhead` is false, or the system gives no thread (`ThreadShortage`), every
  /// value is made when it is asked for.
  package init(isAhead: Bool = true, _ make: @escaping @Sendable (Key) throws -> Value) {
    self.make = make
    hasThread = isAhead ? nil : false
  }

  /// The value of a key; that of `next` is made meanwhile.
  package func value(of key: Key, next: Key?) throws -> Value {
    let value = try desk.take(key)?.get() ?? make(key)
    if let next, startThread() { desk.order(next) }
    return value
  }

  private func startThread() -> Bool {
    if let hasThread { return hasThread }
    do {
      try SystemThread.start { [desk, make] in desk.serve(make) }
      hasThread = true
    } catch {
      ThreadShortage.report(started: 1, wanted: 2, error)
      hasThread = false
    }
    return hasThread == true
  }

  deinit { desk.close() }

  /// What is ordered, and what became of it.
  ///
  /// `@unchecked Sendable` because everything is read and written only with `condition` locked.
  private final class Desk: @unchecked Sendable {
    private let condition = NSCondition()
    private var ordered: Key?
    private var isInWork = false
    private var made: (key: Key, result: Result<Value, any Error>)?
    private var isClosed = false

    func order(_ key: Key) {
      locked {
        (ordered, made) = (key, nil)
        condition.broadcast()
      }
    }

    /// What was made of a key, waiting for it; nil where something else was ordered.
    func take(_ key: Key) -> Result<Value, any Error>? {
      locked {
        while isInWork || ordered == key { condition.wait() }
        defer { (ordered, made) = (nil, nil) }
        return made.flatMap { $0.key == key ? $0.result : nil }
      }
    }

    func close() {
      locked {
        isClosed = true
        condition.broadcast()
      }
    }

    /// What the thread does until the desk is closed.
    func serve(_ make: (Key) throws -> Value) {
      while let key = next() {
        let result = Result { try make(key) }
        locked {
          (isInWork, made) = (false, (key, result))
          condition.broadcast()
        }
      }
    }

    private func next() -> Key? {
      locked {
        while ordered == nil, !isClosed { condition.wait() }
        guard let key = ordered, !isClosed else { return nil }
        (ordered, isInWork) = (nil, true)
        return key
      }
    }

    private func locked<Result>(_ body: () -> Result) -> Result {
      condition.lock()
      defer { condition.unlock() }
      return body()
    }
  }
}
