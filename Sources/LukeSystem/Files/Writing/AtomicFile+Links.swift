import Foundation

extension AtomicFile {
  /// Lets a file of this process be another name of a file in the same folder, which has the same content: its own
  /// room is free then.
  ///
  /// Where the file system has one name for a file alone, both stay as they are.
  /// - Throws: `FileError.inputOutput`; the file is there under its name at every moment.
  package static func link(_ path: String, toFile target: String) throws {
    let folder = try OpenFolder(RealPath.folder(of: path), for: path)
    let name = RealPath.name(of: path)
    let partial = partialName(of: name)
    removeAbandonedPartials(in: folder.path, of: name)
    guard
      linkat(folder.descriptor, RealPath.name(of: target), folder.descriptor, partial, 0) == 0
    else { return }
    ActivePartials.insert(partial, in: folder.path)
    defer { ActivePartials.remove(partial, in: folder.path) }
    try ActivePartials.publishing(path) {
      guard folder.rename(partial, to: name) else {
        let failure = FileError.writing(path, "cannot write")
        folder.remove(partial)
        throw failure
      }
    }
    // Of two names of one file the system renames nothing, and leaves both.
    folder.remove(partial)
    try folder.synchronize(for: path)
  }
}
