internal import Synchronization

/// Remembers that the user or a scheduler asked the program to stop, for work that looks.
///
/// Nothing here runs in a signal handler: the program blocks the signals in all threads and takes them
/// on one that waits for them, which calls `receive`. Products of matrices may run on a stack that
/// lies in the middle of the heap, and a handler's frame there would overwrite what is beside it.
public final class InterruptFlag: Sendable {
  /// The flag of the process.
  public static let shared = InterruptFlag()
  /// The flag that work looks at: that of the process, unless whoever began the work has one of its own.
  @TaskLocal public static var current = InterruptFlag.shared

  /// The flag that is raised for this one, too.
  private let parent: InterruptFlag?

  private let number = Atomic<Int32>(0)
  private let time = LockedValue<ContinuousClock.Instant?>(nil)
  private let heed = LockedValue<Heed?>(nil)
  private let poll = LockedValue<(@Sendable () -> Void)?>(nil)

  /// What is known of the work that looks at the flag.
  private struct Heed {
    /// What ending at once would lose.
    var stake: String?
    /// How long the work may take to end by itself; nil for however long.
    var patience: Duration?
    /// What to do to go on with the work.
    var advice: String?
  }

  /// A flag that nothing has raised; where there is a parent, its signals count as well.
  public init(below parent: InterruptFlag? = nil) {
    self.parent = parent
  }

  /// Whether a signal came.
  public var isRaised: Bool { signal != nil }

  /// The signal that came first, if any.
  public var signal: Int32? {
    poll.withLock { $0 }?()
    let value = number.load(ordering: .relaxed)
    return value == 0 ? parent?.signal : value
  }

  /// Notes a signal; returns false if there was one before.
  @discardableResult
  public func raise(_ signal: Int32) -> Bool {
    number.compareExchange(expected: 0, desired: signal, ordering: .relaxed).exchanged
  }

  /// Throws an `Interruption` if a signal came.
  /// - Parameter canResume: whether what was done so far is saved.
  public func check(canResume: Bool = false) throws {
    if let signal { throw Interruption(signal: signal, canResume: canResume, advice: advice) }
  }

  /// What to do to go on with the work after an end of it that nothing is saved at.
  private var advice: String? { parent?.advice ?? heed.withLock { $0?.advice } }

  /// The error for work that does not end by itself in time.
  package var lineOfEnd: String {
    Interruption(signal: 0, canResume: false, advice: advice).description
  }
}

// MARK: - What a signal does

extension InterruptFlag {
  /// What follows from a signal.
  public enum Response: Hashable, Sendable {
    /// The work sees the flag and ends by itself; the process ends when that takes longer than
    /// `patience`.
    case wait(line: String, patience: Duration?)
    /// The work is ending already, and nobody is in a hurry.
    case ignore
    /// The process ends now, with this error.
    case end(line: String)
  }

  /// From now on work looks at the flag, and the first signal raises it instead of ending the process.
  /// - Parameters:
  ///   - stake: what ending at once would lose, such as `the steps after step 20`; nil for nothing.
  ///   - patience: how long the work may take to end after a signal; nil for however long.
  ///   - advice: what to do to go on with work that cannot be resumed; nil where it begins anew.
  public func heed(
    atStake stake: String?, within patience: Duration? = nil, advice: String? = nil
  ) {
    if let parent { return parent.heed(atStake: stake, within: patience, advice: advice) }
    heed.withLock { $0 = Heed(stake: stake, patience: patience, advice: advice) }
  }

  /// The same for work that loses nothing but what it is just about, and has long stretches in which
  /// nobody looks.
  package func heedMaking(_ stake: String) { heed(atStake: stake, within: .seconds(2)) }

  /// The same for several things made one after the other.
  package func heedPreparing() {
    heed(
      atStake: "what is just being made; what is whole is kept", within: .seconds(2),
      advice: "start it again to go on")
  }

  /// Calls `poll` whenever somebody looks, for a process that cannot wait for signals on a thread.
  public func setPoll(_ poll: @escaping @Sendable () -> Void) {
    self.poll.withLock { $0 = poll }
  }

  /// How long a signal that comes again is taken for the same wish: `timeout` sends its signal to the
  /// process and then to the group of it, and nobody presses Ctrl-C twice as fast.
  private static let sameWish = Duration.milliseconds(250)

  /// What to do about a signal that came.
  ///
  /// A second Ctrl-C, and a second SIGTERM, ends the process; other signals that follow one do
  /// nothing: a scheduler's warning and its SIGTERM are one wish, a terminal that closes sends
  /// SIGHUP twice, and what sends to a process and its group sends everything twice.
  public func receive(
    _ signal: StopSignal, at now: ContinuousClock.Instant = .now
  ) -> Response {
    guard let heed = heed.withLock({ $0 }) else {
      raise(signal.number)
      return .end(line: "interrupted")
    }
    if raise(signal.number) {
      time.withLock { $0 = now }
      let again =
        signal.endsAtOnceWhenRepeated ? "another \(signal.name)" : "a Ctrl-C (SIGINT)"
      let loss = heed.stake.map { " and loses \($0)" } ?? ""
      return .wait(
        line: "\(signal.name): ending as soon as it can; \(again) ends at once\(loss)",
        patience: heed.patience)
    }
    let first = StopSignal(number: number.load(ordering: .relaxed))
    let isUrgent =
      signal == .interrupt || signal == .terminate && first?.endsAtOnceWhenRepeated ?? false
    let isRepeated =
      signal == first && time.withLock { $0.map { now - $0 < Self.sameWish } ?? false }
    guard isUrgent, !isRepeated else { return .ignore }
    return .end(line: "interrupted again and ended at once; lost: \(heed.stake ?? "nothing")")
  }
}
