import Foundation

/// Folders made where they are not there yet: the one way to make them.
package enum NewFolder {
  /// Why a folder cannot be made; whoever makes it says which one it is.
  package struct Failure: Error, Hashable {
    /// What stands in the way, or the system's own words.
    package let reason: String
  }

  /// Makes a folder and those above it.
  /// - Throws: `FileError.inputOutput`.
  package static func make(_ path: String) throws(FileError) {
    do throws(Failure) { try attempt(path) } catch {
      throw .inputOutput(path: path, reason: "cannot make the folder: \(error.reason)")
    }
  }

  /// Makes a folder and those above it, for those who have words of their own for a failure.
  ///
  /// As the system reads the path: whatever `..` leads out of has to be there first. Nothing is left of
  /// it where that fails.
  package static func attempt(_ path: String) throws(Failure) {
    if path.isEmpty { throw Failure(reason: SystemReason.text(ENOENT)) }
    let parts = path.split(separator: "/")
    var (place, made) = (path.hasPrefix("/") ? "/" : "", [String]())
    for (index, part) in parts.enumerated() {
      place += part
      if isFolder(place) {
        // Nothing is tried on folders that are others'.
      } else if mkdir(place, 0o777) == 0 {
        made.append(place)
      } else if case let code = errno, !isFolder(place) {
        let failure = failure(place, index == parts.count - 1 ? "it" : place, code)
        for folder in made.reversed() { rmdir(folder) }
        throw failure
      }
      place += "/"
    }
  }

  private static func failure(_ place: String, _ name: String, _ code: Int32) -> Failure {
    if RealPath.isDanglingLink(place) {
      return Failure(
        reason: "\(name) is a link that leads nowhere; remove it, or make the folder that it is to "
          + "lead to")
    }
    var status = stat()
    let isFile = stat(place, &status) == 0
    return Failure(reason: isFile ? "\(name) is a file" : SystemReason.text(code))
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
