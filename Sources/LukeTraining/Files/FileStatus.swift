import Foundation

/// What the system knows of a path, links followed.
package struct FileStatus {
  /// What makes a file the same as another, whatever their paths.
  package struct Identity: Hashable, Sendable {
    let device: UInt64
    let number: UInt64
  }

  package let identity: Identity
  package let isFile: Bool
  package let isFolder: Bool

  /// Nil where there is nothing.
  package init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    identity = Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
    isFile = status.st_mode & S_IFMT == S_IFREG
    isFolder = status.st_mode & S_IFMT == S_IFDIR
  }
}
