import Foundation

extension AtomicFile {
  /// The name of what shall become the file or folder called `name`, until it is whole.
  package static func partialName(of name: String) -> String {
    PartialName.of(name, process: getpid())
  }

  /// Whether a name in a folder is that of something that is being written there, or was when its
  /// process was killed; of the file or folder called `place` where that is given.
  package static func isPartial(_ name: String, of place: String? = nil) -> Bool {
    guard let partial = PartialName(name) else { return false }
    return place.map(partial.isOf) ?? true
  }

  /// The name that the content of an existing folder has until it is whole.
  static let contentName = "content"
  /// Ends the name of an old folder that is being replaced.
  static let oldSuffix = ".old"
  /// Ends the name of a list of what is being moved into a folder.
  static let listSuffix = ".names"

  /// Removes the partial files and folders that processes left in `folder` when they were killed.
  ///
  /// Those of processes that still run stay. A folder that was being replaced gets its name back where
  /// no other has it, and what was being moved into an empty folder is taken out again. Gives the
  /// names of what was removed.
  /// - Parameters:
  ///   - folder: where they lie.
  ///   - name: the file or folder whose partials are meant; nil for all.
  @discardableResult
  public static func removeAbandonedPartials(in folder: String, of name: String? = nil) -> [String]
  {
    let found = ((try? names(in: folder)) ?? []).compactMap(PartialName.init)
      .filter { partial in partial.isAbandoned && (name.map(partial.isOf) ?? true) }
    // Lists are needed as long as what they tell of is there.
    for list in found where list.suffix == listSuffix { undoMove(list, in: folder) }
    return found.filter { partial in
      let path = folder + "/" + partial.name
      if partial.suffix == oldSuffix {
        // The whole name is not known of one that was cut; who asks for it by name gets it back.
        guard let place = name ?? partial.wholeTarget else { return false }
        if access(folder + "/" + place, F_OK) != 0 {
          _ = rename(path, folder + "/" + place)
          return false
        }
      }
      return (try? FileManager.default.removeItem(atPath: path)) != nil
    }.map(\.name)
  }

  /// Takes what was moved into a folder out again, unless all of it was.
  private static func undoMove(_ list: PartialName, in folder: String) {
    let staging = folder + "/" + list.name.dropLast(listSuffix.count)
    let left = (try? names(in: staging)) ?? []
    guard !left.isEmpty, let bytes = try? WholeFile.read(folder + "/" + list.name)
    else { return }
    let listed = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    for name in listed where !left.contains(name) && !name.contains("/") {
      try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
  }
}
