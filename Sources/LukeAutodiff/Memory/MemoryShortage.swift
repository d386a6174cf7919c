import LukeSystem

/// The system gives no more memory: nothing can be computed any more, and nobody up the stack could
/// free anything.
public struct MemoryShortage: Hashable, Sendable {
  /// Bytes that were asked for in vain; nil where that is not known.
  public let wantedBytes: Int?
  /// Bytes of tensors in use.
  public let liveBytes: Int

  private static let handler = LockedValue<(@Sendable (MemoryShortage) -> Never)?>(nil)

  /// Chooses what happens then: a last word, and the end of the process.
  public static func end(with handler: @escaping @Sendable (MemoryShortage) -> Never) {
    self.handler.withLock { $0 = handler }
  }

  /// Ends the process as was chosen.
  package static func end(asking bytes: Int?) -> Never {
    let shortage = MemoryShortage(
      wantedBytes: bytes, liveBytes: BufferPool.shared.usage.liveBytes)
    // Taken out of the lock: whatever it does may run out of memory itself.
    if let handler = handler.withLock({ $0 }) { handler(shortage) }
    fatalError("out of memory")
  }
}
