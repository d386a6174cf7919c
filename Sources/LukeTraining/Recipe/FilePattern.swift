import Foundation
import LukeSystem

/// A path that may stand for several files, as `data/*.jsonl` does.
///
/// `*` stands for any text within a name, `?` for one character, `[a-z]` for one of some; what begins with a
/// point is meant by patterns that do so alone. A name that is literally there is never a pattern.
package enum FilePattern {
  /// What is said of a pattern that stands for no file.
  static let nothing = "no file has a name like this"

  /// Whether a path holds what patterns are made of.
  static func isPattern(_ path: String) -> Bool { path.contains { "*?[".contains($0) } }

  /// The files that an absolute path stands for, sorted by their bytes; nil where it is no pattern, or is
  /// that of something that is there.
  package static func files(_ path: String) -> [String]? { match(path)?.files }

  /// The files that a pattern stands for, and what else has a name like it, each with what it is; nil where it
  /// is no pattern.
  ///
  /// A pipe that nobody writes to would be waited for.
  static func match(_ path: String) -> (files: [String], others: [String])? {
    guard isPattern(path), !isThere(path) else { return nil }
    var places = [""]
    var others: [String] = []
    for part in path.split(separator: "/").map(String.init) {
      places = places.flatMap { place -> [String] in
        let literal = place + "/" + part
        if !isPattern(part) || isThere(literal) { return [literal] }
        let found = names(in: place.isEmpty ? "/" : place, like: part)
        others += found.unreadable.map { "\($0) (a name that is not UTF-8)" }
        return found.names.map { place + "/" + $0 }
      }
    }
    var files: [String] = []
    for place in places.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let kind = FileKind(place)
      if kind == .file {
        files.append(place)
      } else if isPattern(RealPath.name(of: path)) {
        others.append("\(RealPath.name(of: place)) (\(kind.name))")
      }
    }
    return (files, others)
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
