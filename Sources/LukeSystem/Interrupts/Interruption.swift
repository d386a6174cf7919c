/// Thrown by work that ends because a signal asked it to.
public struct Interruption: UserError, Hashable {
  /// The number of the signal.
  public var signal: Int32
  /// Whether what was done so far is saved, and a run can go on from it.
  public var canResume: Bool

  /// What to do to go on with work of which nothing can be resumed; nil where all of it is lost.
  public var advice: String?

  /// Creates an interruption.
  public init(signal: Int32, canResume: Bool, advice: String? = nil) {
    (self.signal, self.canResume, self.advice) = (signal, canResume, advice)
  }

  /// The signal.
  public var kind: UserErrorKind { .interrupted(signal: signal) }

  /// What to do next.
  public var description: String {
    let next = canResume ? "continue with --resume" : advice
    return "interrupted" + (next.map { "; " + $0 } ?? "")
  }
}
