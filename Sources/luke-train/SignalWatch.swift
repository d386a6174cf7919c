import Foundation
import LukeSystem
import LukeTraining
import Synchronization

/// Takes the signals that ask the program to stop, on a thread that does nothing else.
///
/// They are blocked in every other thread, so that none that computes ever runs a handler.
enum SignalWatch {
  /// Blocks the signals and begins to wait for them: the first thing the program does, since threads
  /// inherit what is blocked from those that start them.
  static func begin() {
    var set = signals
    pthread_sigmask(SIG_BLOCK, &set, nil)
    do {
      try SystemThread.start(stackSize: 1 << 20) { serve() }
    } catch {
      // Without another thread the work itself has to look for signals.
      InterruptFlag.shared.setPoll { pollOnce() }
      ThreadShortage.report(started: 1, wanted: 2, error)
    }
  }

  /// What is waited for.
  ///
  /// A hang-up that is ignored already (`nohup`) stays ignored; blocked signals would be taken all the
  /// same.
  private static var signals: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in StopSignal.allCases where !(signal == .hangUp && isIgnored(signal.number)) {
      sigaddset(&set, signal.number)
    }
    return set
  }

  /// Whether whoever started the program has it ignore a signal.
  static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    return sigaction(signal, nil, &action) == 0
      && unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == ignoring
  }

  /// SIG_IGN as a number: Swift cannot compare functions.
  private static let ignoring = unsafeBitCast(SIG_IGN, to: Int.self)

  private static func serve() {
    var set = signals
    var patience: Duration?
    var first: StopSignal?
    while true {
      guard let signal = next(&set, within: patience) else {
        end(first ?? .interrupt, InterruptFlag.shared.lineOfEnd)
      }
      first = first ?? signal
      if let found = respond(to: signal) { patience = found }
    }
  }

  /// Waits for a signal; nil when the time is over.
  private static func next(_ set: inout sigset_t, within patience: Duration?) -> StopSignal? {
    while true {
      var number: Int32
      if let patience {
        var time = timespec(patience)
        number = sigtimedwait(&set, nil, &time)
        if number < 0, errno == EAGAIN { return nil }
      } else {
        number = sigwaitinfo(&set, nil)
      }
      if let signal = StopSignal(number: number) { return signal }
    }
  }

  private static func pollOnce() {
    var set = signals
    var time = timespec(.zero)
    let number = sigtimedwait(&set, nil, &time)
    if let signal = StopSignal(number: number) { _ = respond(to: signal) }
  }

  /// Does what follows from a signal; gives how long the work may take to end.
  private static func respond(to signal: StopSignal) -> Duration? {
    switch InterruptFlag.shared.receive(signal) {
    case .ignore: return nil
    case .end(let line): end(signal, line)
    case .wait(let line, let patience):
      // A line that is redrawn on the terminal gives way.
      StandardErrorLog.write(line, overProgress: true)
      return patience
    }
  }

  /// Whether the program ends because of a signal: what was being written is removed, and whoever writes fails.
  private static let isEnding = Atomic(false)

  /// Does not come back where a signal ends the program, whose own error and status are those to show.
  static func giveWayToEnd() {
    while isEnding.load(ordering: .acquiring) { sleep(1) }
  }

  private static func end(_ signal: StopSignal, _ line: String) -> Never {
    isEnding.store(true, ordering: .releasing)
    AtomicFile.abandonPartials()
    StandardErrorLog.write("error: " + line, overProgress: true)
    _exit(ExitStatus.signal(signal.number).code)
  }
}

extension timespec {
  fileprivate init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self.init(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
  }
}
