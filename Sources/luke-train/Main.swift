import ArgumentParser
import CMemory
import Foundation
import Logging
import LukeSystem
import LukeTraining

@main
enum Main {
  static func main() {
    letCrashesEnd()
    SignalWatch.begin()
    // Broken pipes and file size limits come as errors of the write that met them.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    openClosedStreams()
    MemoryReport.install(endNow)
    luke_on_memory_shortage(endForLack)
    LoggingSystem.bootstrap { _ in StandardErrorLog() }
    ThreadShortage.setHandler { Logger(label: "luke-train").warning("\($0)") }
    do {
      var command = try LukeTrain.parseAsRoot(arguments)
      MemoryReport.note(work: work(of: command))
      do {
        try command.run()
      } catch let error where !isForParser(error) {
        exit(with: ErrorReport(error))
      }
    } catch {
      exitAsParser(error)
    }
  }

  /// The words of the command line; paths in the user's own folder that no shell has expanded, as that of
  /// `--output=~/run`, are.
  private static var arguments: [String] {
    CommandLine.arguments.dropFirst().map { word in
      guard word.hasPrefix("--"), let equals = word.firstIndex(of: "=") else {
        return RealPath.expandingHome(word)
      }
      let value = String(word[word.index(after: equals)...])
      return String(word[...equals]) + RealPath.expandingHome(value)
    }
  }

  /// What a command needs memory for.
  private static func work(of command: any ParsableCommand) -> MemoryReport.Work {
    switch command {
    case is Train, is SweepTrials: .starting
    case is Bench, is Trace, is FindRate, is Plan: .training
    case is Evaluate, is Predict: .answering
    default: .files
    }
  }

  /// Leaves crashes, and Ctrl-\, to the system, whose status says what happened.
  ///
  /// Swift's own handler stops the other threads by a signal first, which all of them block here: it
  /// would wait for ever, or be taken for a wish to stop. Who sets SWIFT_BACKTRACE has asked for it.
  /// Foundation starts programs with most signals blocked, which then would never come.
  private static func letCrashesEnd() {
    // Foundation would make a dictionary of all variables at every start.
    let isAsked = getenv("SWIFT_BACKTRACE").map { $0.pointee != 0 } ?? false
    var unblocked = sigset_t()
    sigemptyset(&unblocked)
    for number in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGQUIT] {
      sigaddset(&unblocked, number)
      if !isAsked, !SignalWatch.isIgnored(number) { signal(number, SIG_DFL) }
    }
    pthread_sigmask(SIG_UNBLOCK, &unblocked, nil)
  }

  /// Gives closed standard streams a place, or the next file opened would become one of them.
  ///
  /// Results that have nowhere to go are an error, as everywhere, and so is input that comes from
  /// nowhere; progress and notes are not.
  private static func openClosedStreams() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) == -1 {
      let access = [STDIN_FILENO: O_WRONLY, STDOUT_FILENO: O_RDONLY][descriptor] ?? O_RDWR
      _ = open("/dev/null", access)
    }
  }

  /// Whether an error is the argument parser's to show: help, version, wrong usage.
  ///
  /// Any other has no exit status there but plain failure.
  private static func isForParser(_ error: any Error) -> Bool {
    LukeTrain.exitCode(for: error) != .failure
  }

  /// Ends the program where it stands, with nothing half-written left behind.
  ///
  /// The message comes first, as removing takes a little memory again, which may fail. Whoever lacked
  /// memory may hold what removing waits for: the system ends that.
  @Sendable private static func endNow(with report: ErrorReport) -> Never {
    for line in report.lines { StandardErrorLog.write("error: " + line) }
    alarm(10)
    AtomicFile.abandonPartials()
    _exit(report.status.code)
  }

  private static func exit(with report: ErrorReport) -> Never {
    SignalWatch.giveWayToEnd()
    for line in report.lines { StandardErrorLog.write("error: " + line) }
    Foundation.exit(report.status.code)
  }

  /// Ends the program with what was asked for on standard output, if it gets there.
  private static func exit(with text: String) -> Never {
    do {
      let output = LineWriter()
      try output.write(text)
      try output.close()
    } catch {
      exit(with: ErrorReport(error))
    }
    Foundation.exit(ExitStatus.good.code)
  }

  private static func exitAsParser(_ error: any Error) -> Never {
    let code = LukeTrain.exitCode(for: error)
    let text = LukeTrain.fullMessage(for: error)
    if let fault = MistypedCommand.fault(ofHelp: Array(CommandLine.arguments.dropFirst())) {
      exit(with: ErrorReport(fault))
    } else if code == .success {
      let isScript = CompletionScript.isAsked(by: CommandLine.arguments.dropFirst())
      exit(with: isScript ? CompletionScript.withRecipes(text) : text)
    } else if let word = CommandLine.arguments.dropFirst().first,
      let fault = MistypedCommand.fault(word)
    {
      exit(with: ErrorReport(fault))
    } else {
      let fault = text.hasPrefix("Error: ") ? String(text.dropFirst(7)) : text
      StandardErrorLog.write(text: "error: " + withWordsOnOneLine(fault))
    }
    Foundation.exit(code.rawValue)
  }

  /// What the argument parser says, with the words of the command line that it quotes on one line each: their ends of
  /// lines would begin what seems to be another error.
  private static func withWordsOnOneLine(_ text: String) -> String {
    let words = CommandLine.arguments.dropFirst().flatMap { word -> [String] in
      guard let equals = word.firstIndex(of: "=") else { return [word] }
      return [word, String(word[word.index(after: equals)...])]
    }
    // One of ends of lines alone is in the text anyway.
    let broken = Set(words.filter { $0.shownOnOneLine != $0 && !$0.allSatisfy(\.isWhitespace) })
    var shown = text
    // The longest first, which others may be parts of.
    for word in broken.sorted(by: { ($1.count, $0) < ($0.count, $1) }) {
      shown = shown.replacing(word, with: word.shownOnOneLine)
    }
    return shown
  }
}

/// On any thread: no closure of `main`, which only the main thread may run.
private func endForLack(ofBytes count: Int) { MemoryReport.end(asking: count) }
