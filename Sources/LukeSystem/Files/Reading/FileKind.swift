import Foundation

/// What lies under a path, links followed.
package enum FileKind: Hashable, Sendable {
  case file, folder, pipe, socket, device
  /// Nothing, or a link that leads nowhere.
  case nothing

  /// Looks without opening anything: a pipe that nobody writes to would be waited for.
  package init(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      self = .nothing
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFIFO: self = .pipe
    case S_IFSOCK: self = .socket
    default: self = .device
    }
  }

  /// With its article, for messages.
  package var name: String {
    switch self {
    case .file: "a file"
    case .folder: "a folder"
    case .pipe: "a pipe"
    case .socket: "a socket"
    case .device: "a device"
    case .nothing: "a link that leads nowhere"
    }
  }
}
