import Foundation
import Synchronization

extension AtomicFile {
  /// The partial files and folders that this process is writing.
  private static let unfinished = Mutex(Set<String>())

  /// Notes that a partial file or folder is being written.
  static func noteUnfinished(_ partial: String) {
    unfinished.withLock { _ = $0.insert(partial) }
  }

  /// Notes that a partial file or folder is whole and about to get its name, or is gone.
  static func noteFinished(_ partial: String) {
    unfinished.withLock { _ = $0.remove(partial) }
  }

  /// Removes what is half-written, for a process that ends now.
  ///
  /// What is whole and about to get its name is left alone.
  public static func abandonUnfinished() {
    for partial in unfinished.withLock({ $0 }) {
      try? FileManager.default.removeItem(atPath: partial)
    }
  }
}
