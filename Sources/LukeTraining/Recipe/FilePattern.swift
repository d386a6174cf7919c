import Foundation

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
  package static func files(_ path: String) -> [String]? {
    guard isPattern(path), !isThere(path) else { return nil }
    var places = [""]
    for part in path.split(separator: "/").map(String.init) {
      places = places.flatMap { place -> [String] in
        let literal = place + "/" + part
        if !isPattern(part) || isThere(literal) { return [literal] }
        return names(in: place.isEmpty ? "/" : place, like: part).map { place + "/" + $0 }
      }
    }
    return places.filter { FileStatus($0).map { !$0.isFolder } ?? false }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func isThere(_ path: String) -> Bool { FileStatus(path) != nil }

  private static func names(in folder: String, like pattern: String) -> [String] {
    // Else a character would be a byte.
    let characters = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
    let before = characters.map { uselocale($0) }
    defer {
      if let before { uselocale(before) }
      if let characters { freelocale(characters) }
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { fnmatch(pattern, $0, FNM_PERIOD) == 0 }
  }
}
