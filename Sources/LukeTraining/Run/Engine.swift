import Logging
import LukeAutodiff

/// What all that computes needs of the system.
public enum Engine {
  /// Loads the library of matrix products; done once, before anything is computed.
  /// - Throws: `UserError` where it is not installed.
  public static func load() throws {
    try ProductLibrary.load()
    Logger.engine.debug(
      "ready to compute",
      metadata: ["by": "\(Processor.kernels)", "threads": "\(threadCount)"])
  }

  /// The number of threads that compute; one for each core that the process may use, unless it is set.
  public static var threadCount: Int {
    get { WorkerPool.shared.threadCount }
    set { WorkerPool.shared.threadCount = newValue }
  }
}
