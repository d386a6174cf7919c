/// Thrown by work that ends because a signal asked it to.
public struct Interruption: UserError, Hashable {
  /// The number of the signal.
  public var signal: Int32
  /// Whether what was done so far is saved, and a run can go on from it.
  public var canResume: Bool

  /// Creates an interruption.
  public init(signal: Int32, canResume: Bool) {
    (self.signal, self.canResume) = (signal, canResume)
  }

  /// The signal.
  public var kind: UserErrorKind { .interrupted(signal: signal) }

  /// What to do next.
  public var description: String {
    canResume ? "interrupted; continue with --resume" : "interrupted"
  }
}
