import ArgumentParser
import LukeTraining

/// The options of every command that says what it does.
struct VerbosityOptions: ParsableArguments {
  @Flag(help: "Show no progress and no notes, only results and errors.")
  var quiet = false

  @Flag(
    help: "Show details as well: what computes, which files are opened, what comes from a cache.")
  var verbose = false

  func validate() throws {
    if quiet, verbose { throw ValidationError("Give --quiet or --verbose, not both.") }
  }

  /// Lets details be shown where they are asked for; returns progress and notes on standard
  /// error, results on standard output.
  func begin() -> TerminalProgress {
    if verbose { StandardErrorLog.level.withLock { $0 = .debug } }
    return .standardStreams(isQuiet: quiet)
  }
}

/// The options of every command that computes.
struct CommonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The number of threads (default: one for each core).", valueName: "n"))
  var threads: Int?

  @OptionGroup private var verbosity: VerbosityOptions

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must be from 1 to 1024, but is \(threads).")
    }
  }

  /// Sets the number of threads, where one is given, and what is shown; returns progress and notes on
  /// standard error.
  func begin() -> TerminalProgress {
    if let threads { Engine.threadCount = threads }
    return verbosity.begin()
  }
}
