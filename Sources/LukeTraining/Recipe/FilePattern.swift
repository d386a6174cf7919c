import Foundation
import LukeSystem

/// A path that may stand for several files, as `data/*.jsonl` does.
///
/// `*` stands for any text within a name, `?` for one character, `[a-z]` for one of some; what begins with a
/// point is meant by patterns that do so alone. A name that is literally there is never a pattern.
package enum FilePattern {
  /// What has a name like a pattern.
  struct Match {
    /// Files, sorted by their bytes.
    var files: [String] = []
    /// Folders.
    var folders: [String] = []
    /// What is neither, each by its name with what it is.
    private(set) var rest: [String] = []

    fileprivate mutating func add(_ name: String, _ what: String) {
      rest.append("\(name) (\(what))")
    }

    /// What is no file, but for some folders.
    func others(besides taken: [String] = []) -> [String] {
      rest
        + folders.filter { !taken.contains($0) }.map {
          "\(RealPath.name(of: $0)) (\(FileKind.folder.name))"
        }
    }
  }

  /// What is said of a pattern that stands for no file.
  static let nothing = "no file has a name like this"

  /// Whether a path holds what patterns are made of.
  static func isPattern(_ path: String) -> Bool { path.contains { "*?[".contains($0) } }

  /// The files that an absolute path stands for, sorted by their bytes; nil where it is no pattern, or is
  /// that of something that is there.
  package static func files(_ path: String) -> [String]? { match(path)?.files }

  /// What an absolute path stands for; nil where it is no pattern, or is that of something that is there.
  ///
  /// A pipe is no file: one that nobody writes to would be waited for.
  static func match(_ path: String) -> Match? {
    guard isPattern(path), !isThere(path) else { return nil }
    var (match, places) = (Match(), [""])
    for part in path.split(separator: "/").map(String.init) {
      places = places.flatMap { place -> [String] in
        let literal = place + "/" + part
        if !isPattern(part) || isThere(literal) { return [literal] }
        let found = names(in: place.isEmpty ? "/" : place, like: part)
        for name in found.unreadable { match.add(name, "a name that is not UTF-8") }
        return found.names.map { place + "/" + $0 }
      }
    }
    let endsInPattern = isPattern(RealPath.name(of: path))
    for place in places.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      switch FileKind(place) {
      case .file: match.files.append(place)
      case _ where !endsInPattern: continue
      case .folder: match.folders.append(place)
      case let kind: match.add(RealPath.name(of: place), kind.name)
      }
    }
    return match
  }

  /// How many names are listed.
  private static let shownCount = 20

  /// Files by their names.
  static func list(_ files: [String]) -> String {
    let names = files.prefix(shownCount).map { RealPath.name(of: $0) }.joined(separator: ", ")
    return files.count > shownCount ? names + " and \(files.count - shownCount) more" : names
  }

  /// What is said of what is no file.
  static func leftOut(_ others: [String]) -> String {
    let more = others.count > shownCount ? " and \(others.count - shownCount) more" : ""
    return
      "left out, for \(others.count == 1 ? "it is no file" : "they are no files") that can be read: "
      + others.prefix(shownCount).joined(separator: ", ") + more
  }

  private static func isThere(_ path: String) -> Bool { FileStatus(path) != nil }

  private static func names(
    in folder: String, like pattern: String
  ) -> (names: [String], unreadable: [String]) {
    // Else a character would be a byte.
    let characters = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
    let before = characters.map { uselocale($0) }
    defer {
      if let before { uselocale(before) }
      if let characters { freelocale(characters) }
    }
    let all = FolderNames(folder)
    func fits(_ name: String) -> Bool { fnmatch(pattern, name, FNM_PERIOD) == 0 }
    return (all.names.filter(fits), all.unreadable.filter(fits))
  }
}
