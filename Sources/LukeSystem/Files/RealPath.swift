import Foundation

/// Where paths lead.
public enum RealPath {
  /// Where a path leads to, all links followed; nil where there is nothing.
  public static func of(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// A path whose `~/` at the beginning is the user's own folder, as in shells; others as they are.
  public static func expandingHome(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME"), home.pointee != 0 else {
      return path
    }
    return withoutSlashesAtEnd(String(cString: home)) + path.dropFirst()
  }

  /// Where a path leads to, if its last part is a link; nil otherwise.
  public static func ofLink(_ path: String) -> String? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return nil }
    return of(path)
  }

  /// Whether a path is a link that leads nowhere.
  package static func isDanglingLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
      && stat(path, &status) != 0
  }

  /// Whether a path still leads to what was opened there.
  package static func leads(_ path: String, to descriptor: Int32) -> Bool {
    var (opened, named) = (stat(), stat())
    return fstat(descriptor, &opened) == 0 && stat(path, &named) == 0
      && (opened.st_dev, opened.st_ino) == (named.st_dev, named.st_ino)
  }

  /// The folder that a path is in, by its text; `.` for a name alone.
  ///
  /// Foundation's way to it crashes on names of one letter.
  public static func folder(of path: String) -> String {
    let text = withoutSlashesAtEnd(path)
    guard let slash = text.lastIndex(of: "/") else { return "." }
    return slash == text.startIndex ? "/" : String(text[..<slash])
  }

  /// A path without the slashes that it ends with, but for that of the root.
  package static func withoutSlashesAtEnd(_ path: String) -> String {
    var text = path[...]
    while text.count > 1, text.hasSuffix("/") { text.removeLast() }
    return String(text)
  }

  /// The name at the end of a path.
  public static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
