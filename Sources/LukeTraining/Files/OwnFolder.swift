import Foundation
import LukeSystem

/// Folders whose content is of this program's making: run folders, and what is prepared.
///
/// A link at the place of such a folder is followed, as its user wants it somewhere else. A link
/// within was not made here: to write through it would change what lies elsewhere.
enum OwnFolder {
  /// Throws where something else than a file, or than a folder, has the place of one, or a link does.
  /// - Parameter purpose: what the place is for, such as `where a file is to be written`.
  /// - Throws: `TrainingError.inputOutput`.
  static func check(_ path: String, isFolder: Bool, _ purpose: String) throws {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    let found: String
    switch status.st_mode & S_IFMT {
    case S_IFLNK: found = "a link"
    case S_IFDIR where isFolder: return
    case S_IFREG where !isFolder: return
    case S_IFDIR: found = "a folder"
    case S_IFREG: found = "a file"
    default: found = isFolder ? "no folder" : "no regular file"
    }
    throw TrainingError.inputOutput("\(path): is \(found), \(purpose); move it away")
  }

  /// Throws for the first thing in a folder that is no file, if there is one: all that is made in it
  /// are files, and what has their names and is something else is somebody's.
  /// - Throws: `TrainingError.inputOutput`.
  static func checkFiles(in folder: String) throws {
    for name in try RunFiles.list(folder) where !AtomicFile.isPartial(name) {
      try check(folder + "/" + name, isFolder: false, "where a file is to be written")
    }
  }
}
