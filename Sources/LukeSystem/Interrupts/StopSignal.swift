import Foundation

/// The signals that ask a program to stop.
public enum StopSignal: String, Hashable, Sendable, CaseIterable {
  /// Ctrl-C.
  case interrupt
  /// `kill`, and a scheduler's last warning.
  case terminate
  /// The terminal went away.
  case hangUp
  /// A scheduler's early warning.
  case user1
  /// Another scheduler's early warning.
  case user2
  /// The limit on processor time is near.
  case processorTime

  /// The signal with a number; nil for one that means something else.
  public init?(number: Int32) {
    guard let signal = Self.allCases.first(where: { $0.number == number }) else { return nil }
    self = signal
  }

  /// The system's number.
  public var number: Int32 {
    switch self {
    case .interrupt: SIGINT
    case .terminate: SIGTERM
    case .hangUp: SIGHUP
    case .user1: SIGUSR1
    case .user2: SIGUSR2
    case .processorTime: SIGXCPU
    }
  }

  /// The name for people.
  public var name: String {
    switch self {
    case .interrupt: "Ctrl-C"
    case .terminate: "SIGTERM"
    case .hangUp: "SIGHUP"
    case .user1: "SIGUSR1"
    case .user2: "SIGUSR2"
    case .processorTime: "SIGXCPU"
    }
  }

  /// Whether whoever sends it twice wants an end at any price.
  var endsAtOnceWhenRepeated: Bool { self == .interrupt || self == .terminate }
}
