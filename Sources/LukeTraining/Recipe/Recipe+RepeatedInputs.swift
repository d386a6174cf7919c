import LukeSystem
import LukeTasks

extension Recipe {
  /// One sentence for each file or folder of data that is given more than once, by whichever path.
  var repeatedInputs: [String] {
    RepeatedPaths.groups(of: task.inputs.filter { $0.key.hasPrefix("data.") }).map { group in
      let keys = group.map(\.key).reduce(into: [String]()) {
        if !$0.contains($1) { $0.append($1) }
      }
      let path = group[0].path
      let others = group.dropFirst().map(\.path).filter { $0 != path }
      let name = ([path] + Array(Set(others)).sorted()).joined(separator: " is the same as ")
      if keys.count == 1 {
        return
          "\(keys[0]): \(name): is given \(RepeatedPaths.times(group.count)), and read as often"
      }
      let effect =
        keys.contains("data.train")
        ? "scores on what is trained on say little about other text"
        : "both scores are of the same examples"
      return "\(keys.joined(separator: " and ")): \(name): \(effect)"
    }
  }
}

/// Paths that lead to the same file or folder.
enum RepeatedPaths {
  /// Those of which there are several, in the order in which they are given first.
  ///
  /// Pipes and devices may well be read twice.
  static func groups<Key>(of paths: [(key: Key, path: String)]) -> [[(key: Key, path: String)]] {
    var groups: [(identity: Identity, paths: [(key: Key, path: String)])] = []
    for path in paths {
      guard let identity = Identity(path.path) else { continue }
      if let place = groups.firstIndex(where: { $0.identity == identity }) {
        groups[place].paths.append(path)
      } else {
        groups.append((identity, [path]))
      }
    }
    return groups.map(\.paths).filter { $0.count > 1 }
  }

  /// A file or folder, or a file in an archive.
  private struct Identity: Equatable {
    let onDisk: FileStatus.Identity
    let member: String?

    /// Nil for what may well be read twice, and for what is not there.
    init?(_ path: String) {
      let place = ArchivePath(path)
      guard let status = FileStatus(place?.archive ?? path), status.isFile || status.isFolder else {
        return nil
      }
      (onDisk, member) = (status.identity, place?.member)
    }
  }

  fileprivate static func times(_ count: Int) -> String {
    count == 2 ? "twice" : "\(count) times"
  }

  /// One sentence for each input of a command that is given more than once.
  static func notes(ofInputs inputs: [String]) -> [String] {
    groups(of: inputs.map { (key: (), path: $0) }).map { group in
      let others = group.dropFirst().map(\.path).filter { $0 != group[0].path }
      return "\(group[0].path): is given \(times(group.count))"
        + (others.isEmpty ? "" : " (\(others.joined(separator: ", ")))") + ", and read as often"
    }
  }
}
