import Synchronization

/// The names of the partial files and folders that this process is writing.
///
/// Others with the number of this process are left from one that was killed: in a container every
/// run may have the same number.
enum ActivePartials {
  private static let names = Mutex<Set<String>>([])

  static func insert(_ name: String) { names.withLock { _ = $0.insert(name) } }

  static func remove(_ name: String) { names.withLock { _ = $0.remove(name) } }

  static func contains(_ name: String) -> Bool { names.withLock { $0.contains(name) } }
}
