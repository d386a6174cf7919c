import Foundation
import Synchronization

/// Remembers that the user asked the program to stop (Ctrl-C or SIGTERM), for a loop that looks.
public final class InterruptFlag: Sendable {
  /// The flag that `install()` connects with the process's signals.
  public static let shared = InterruptFlag()

  private let number = Atomic<Int32>(0)

  /// A flag that nothing has raised.
  public init() {}

  /// Whether a signal came.
  public var isRaised: Bool { signal != nil }

  /// The signal that came first, if any: `SIGINT` or `SIGTERM`.
  public var signal: Int32? {
    let value = number.load(ordering: .relaxed)
    return value == 0 ? nil : value
  }

  /// Notes a signal; returns false if there was one before.
  @discardableResult
  public func raise(_ signal: Int32) -> Bool {
    number.compareExchange(expected: 0, desired: signal, ordering: .relaxed).exchanged
  }

  /// Throws `TrainingError.interrupted` if a signal came.
  /// - Parameter canResume: whether what was done so far is saved.
  public func check(canResume: Bool = false) throws {
    if let signal { throw TrainingError.interrupted(signal: signal, canResume: canResume) }
  }

  /// From now on the first SIGINT or SIGTERM raises the shared flag and a second one ends the
  /// process at once.
  ///
  /// Before, while input is read and nothing is done yet, they end it at once.
  public static func install() {
    // The handler must not be the first to touch the flag: its lazy set-up is not signal-safe.
    _ = shared.isRaised
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        if !InterruptFlag.shared.raise(number) { _exit(128 + number) }
      }
      action.sa_flags = SA_RESTART
      sigaction(number, &action, nil)
    }
  }

  /// Lets the signals through: whoever started the process may have blocked them, and a child
  /// inherits that.
  public static func unblock() {
    var numbers = sigset_t()
    sigemptyset(&numbers)
    sigaddset(&numbers, SIGINT)
    sigaddset(&numbers, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &numbers, nil)
  }
}
