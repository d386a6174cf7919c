/// What every command that computes takes.
public struct CommandOptions: Hashable, Sendable {
  /// The number of threads; nil is one for each core.
  public var threads: Int?
  /// Whether progress and notes are left out.
  public var isQuiet: Bool

  /// Creates options.
  public init(threads: Int? = nil, isQuiet: Bool = false) {
    self.threads = threads
    self.isQuiet = isQuiet
  }
}

extension CommandOptions {
  /// Loads what the engine needs and sets the number of threads.
  func prepareEngine() throws {
    try Engine.load()
    setThreads()
  }

  /// Sets the number of threads, for commands that need no products.
  func setThreads() {
    if let threads { Engine.threadCount = threads }
  }
}
