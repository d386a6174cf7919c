import Foundation

/// Where paths lead.
package enum RealPath {
  /// Where a path leads to, all links followed; nil where there is nothing.
  package static func of(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// Where a path leads to, if its last part is a link; nil otherwise.
  package static func ofLink(_ path: String) -> String? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return nil }
    return of(path)
  }
}
