import ArgumentParser
import LukeTraining

/// The option of every command that says what it does.
struct QuietOption: ParsableArguments {
  @Flag(help: "Show no progress and no notes, only results and errors.")
  var quiet = false

  /// Progress and notes on standard error.
  var progress: TerminalProgress { .standardError(isQuiet: quiet) }
}

/// The options of every command that computes.
struct CommonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The number of threads (default: one for each core).", valueName: "n"))
  var threads: Int?

  @OptionGroup private var quietness: QuietOption

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must be from 1 to 1024, but is \(threads).")
    }
  }

  /// Progress and notes on standard error.
  var progress: TerminalProgress { quietness.progress }

  /// Sets the number of threads, where one is given.
  func setThreads() {
    if let threads { Engine.threadCount = threads }
  }
}
