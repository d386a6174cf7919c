import Foundation
import LukeSystem

/// A file that another one lists by its name, as manifests and indexes do.
package enum ListedFile {
  /// The path of the file called `name` in the folder of the list.
  ///
  /// - Throws: `FileError.malformed` for a name that leads out of the folder. Links that do are
  ///   refused as well, unless `allowsLinks`: caches of downloads are made of them.
  package static func path(
    _ name: String, listedIn list: String, folder: String, allowsLinks: Bool = false
  ) throws(FileError) -> String {
    func refused(_ reason: String) -> FileError {
      .malformed(path: list, reason: "lists \(name.debugDescription), which \(reason)")
    }
    let isName = !["", ".", ".."].contains(name) && !name.utf8.contains { $0 == 0x2F || $0 == 0 }
    guard isName else { throw refused("is not the name of a file beside it") }
    let path = folder + "/" + name
    guard !allowsLinks, let real = realpath(path, nil), let home = realpath(folder, nil) else {
      return path
    }
    defer {
      free(real)
      free(home)
    }
    guard String(cString: real).hasPrefix(String(cString: home) + "/") else {
      throw refused("is a link that leads out of the folder")
    }
    return path
  }
}
