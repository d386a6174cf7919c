import Foundation

extension AtomicFile {
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
  /// - Parameter name: the file or folder whose partials are meant; nil for all.
  @discardableResult
  public static func removeAbandonedPartials(in folder: String, of name: String? = nil) -> [String]
  {
    let found = ((try? names(in: folder)) ?? []).compactMap(Partial.init)
      .filter { $0.isAbandoned && (name == nil || $0.target == name) }
    // Lists are needed as long as what they tell of is there.
    for list in found where list.suffix == listSuffix { undoMove(list, in: folder) }
    return found.filter { partial in
      let path = folder + "/" + partial.name
      let place = folder + "/" + partial.target
      if partial.suffix == oldSuffix, access(place, F_OK) != 0 {
        _ = rename(path, place)
        return false
      }
      return (try? FileManager.default.removeItem(atPath: path)) != nil
    }.map(\.name)
  }

  /// Takes what was moved into a folder out again, unless all of it was.
  private static func undoMove(_ list: Partial, in folder: String) {
    let staging = folder + "/" + list.name.dropLast(listSuffix.count)
    let left = (try? names(in: staging)) ?? []
    guard !left.isEmpty, let bytes = FileManager.default.contents(atPath: folder + "/" + list.name)
    else { return }
    let listed = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    for name in listed where !left.contains(name) && !name.contains("/") {
      try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
  }
}

/// A name that says of which file or folder it is a part, and which process writes it.
private struct Partial {
  let name: String
  let target: String
  let process: pid_t
  let suffix: String

  init?(_ name: String) {
    self.name = name
    let suffix = [AtomicFile.oldSuffix, AtomicFile.listSuffix].first(where: name.hasSuffix) ?? ""
    let stem = name.dropLast(suffix.count)
    guard stem.hasPrefix("."), let mark = stem.range(of: ".partial-", options: .backwards),
      let process = pid_t(stem[mark.upperBound...]), process > 0
    else { return nil }
    target = String(stem[..<mark.lowerBound].dropFirst())
    (self.process, self.suffix) = (process, suffix)
  }

  /// Whether nobody writes it: the process has ended, or its number is ours now, as it often is where
  /// programs run in containers.
  var isAbandoned: Bool {
    process == getpid() ? !ActivePartials.contains(name) : !isAlive
  }

  /// Whether the process runs.
  ///
  /// One that has ended and was not waited for has a number still, where
  /// the first process of a container waits for none.
  private var isAlive: Bool {
    if kill(process, 0) != 0, errno == ESRCH { return false }
    // The state stands behind the name in parentheses, which may hold anything.
    let status = FileManager.default.contents(atPath: "/proc/\(process)/stat") ?? Data()
    let state = status.lastIndex(of: UInt8(ascii: ")")).map { status[$0...].dropFirst(2).first }
    return state != UInt8(ascii: "Z")
  }
}
