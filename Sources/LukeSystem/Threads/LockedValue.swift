package import Synchronization

/// A value that one thread at a time reads and changes: `Mutex`, in a way that the thread sanitizer sees.
///
/// Swift's mutex is not instrumented, so that whatever it guards would be reported as a race. What passes a
/// value on from one thread to the next is said by an atomic beside it as well, which costs nothing on
/// processors whose loads acquire and whose stores release.
package struct LockedValue<Value: ~Copyable>: ~Copyable, Sendable {
  @usableFromInline let mutex: Mutex<Value>
  @usableFromInline let handedOn = Atomic(false)

  /// Guards a value.
  @inlinable package init(_ value: consuming sending Value) { mutex = Mutex(value) }

  /// Runs `body` with the value, once no other thread has it; must not be asked for again meanwhile.
  @inlinable package borrowing func withLock<Result: ~Copyable, Failure: Error>(
    _ body: (inout sending Value) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    try mutex.withLock { (value) throws(Failure) in
      _ = handedOn.load(ordering: .acquiring)
      defer { handedOn.store(true, ordering: .releasing) }
      return try body(&value)
    }
  }

  /// Runs `body` with the value where no other thread has it; else gives nil at once.
  @inlinable package borrowing func withLockIfAvailable<Result: ~Copyable, Failure: Error>(
    _ body: (inout sending Value) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result? {
    try mutex.withLockIfAvailable { (value) throws(Failure) in
      _ = handedOn.load(ordering: .acquiring)
      defer { handedOn.store(true, ordering: .releasing) }
      return try body(&value)
    }
  }
}
