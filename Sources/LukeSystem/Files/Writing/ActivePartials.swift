import Foundation

/// The partial files and folders that this process is writing.
///
/// Others with the number of this process are left from one that was killed: in a container every
/// run may have the same number.
enum ActivePartials {
  /// Paths by name; several folders may have one of the same name.
  private static let paths = LockedValue<[String: [String]]>([:])

  static func insert(_ name: String, in folder: String) {
    paths.withLock { $0[name, default: []].append(folder + "/" + name) }
  }

  static func remove(_ name: String, in folder: String) {
    paths.withLock { paths in
      guard let index = paths[name]?.firstIndex(of: folder + "/" + name) else { return }
      paths[name]?.remove(at: index)
      if paths[name]?.isEmpty == true { paths[name] = nil }
    }
  }

  static func contains(_ name: String) -> Bool { paths.withLock { $0[name] != nil } }

  /// Whether what is being written is being removed, as the program ends.
  private static let isAbandoned = LockedValue(false)

  /// Gives what is whole its name, and not while it is being removed.
  /// - Throws: `FileError.inputOutput` where it was, or is, as the program ends.
  static func publishing(_ path: String, _ body: () throws -> Void) throws {
    try isAbandoned.withLock { isAbandoned in
      if isAbandoned {
        throw FileError.inputOutput(path: path, reason: "is not written, as the program ends")
      }
      try body()
    }
  }

  /// From now on nothing gets its name any more; waits a while for what is just about to.
  static func abandon() {
    for _ in 0..<2000 {
      let isDone: Bool? = isAbandoned.withLockIfAvailable { isAbandoned in
        isAbandoned = true
        return true
      }
      if isDone != nil { return }
      usleep(1000)
    }
  }

  /// All paths; nothing where the list is just being changed, perhaps by whoever asks.
  static var all: [String] { paths.withLockIfAvailable { $0.values.flatMap { $0 } } ?? [] }
}

extension AtomicFile {
  /// Removes what this process is writing and has not given its name yet, for one that ends now.
  public static func abandonPartials() {
    ActivePartials.abandon()
    for path in ActivePartials.all {
      // Another thread may put one more file into a folder while it is being emptied.
      for _ in 0..<100 {
        try? FileManager.default.removeItem(atPath: path)
        if access(path, F_OK) != 0 { break }
        usleep(1000)
      }
    }
  }
}
