import Foundation
import LukeSystem

/// What commands do not write into folders that belong to runs and preparations.
///
/// As long as a process works there, nothing; else none of the files that a run goes on from, also where
/// they are not there yet, for whoever resumes would take them for its own, and nothing at all among what
/// was prepared, at any depth. Other files, such as predictions, may well lie beside those of a run.
/// Whoever wants one of these files replaced nevertheless says so by taking it out of the folder.
extension OutputPlace {
  /// Throws where a run or a preparation would be disturbed.
  func checkIsOfNoRun() throws {
    let place = RealPath.withoutSlashesAtEnd(path)
    let real = RealPath.of(place) ?? place
    let folder = RealPath.folder(of: real)
    let folders = Self.folders(from: folder)
    if let taken = folders.first(where: FolderLock.isTaken) {
      throw TrainingError.inputOutput(
        "\(path): lies in \(named(taken)), where another luke-train is working; name another place")
    }
    let name = RealPath.name(of: real)
    if name == FolderLock.fileName, RunFiles.isRunFolder(folder) {
      throw TrainingError.usage(
        "\(path): is the lock of the run in \(named(folder)), which keeps others out while it is going "
          + "on; name another file")
    }
    if RunFiles.isRunFile(name), RunFiles.isRunFolder(folder) {
      throw TrainingError.usage(
        "\(path): is a file of the run in \(named(folder)), which --resume goes on from; name another "
          + "file, or move the run's away from its folder first")
    }
    if let prepared = folders.prefix(PreparedFolder.depth).first(where: PreparedFolder.isPrepared) {
      throw TrainingError.usage(
        "\(path): lies in \(named(prepared)), where luke-train keeps what it has prepared and uses again; "
          + "name another place")
    }
  }

  /// A folder and all above it, the nearest first, where links lead; what is not there yet is passed over.
  private static func folders(from folder: String) -> [String] {
    var nearest = folder
    while RealPath.of(nearest) == nil, nearest != "/", nearest != "." {
      nearest = RealPath.folder(of: nearest)
    }
    let real = RealPath.of(nearest) ?? nearest
    return [real] + folders(above: real)
  }

  /// A folder as the user knows it: by the path that was given, where it leads there.
  private func named(_ folder: String) -> String {
    var given = path
    let identity = FileStatus(folder)?.identity
    while given != "/", given != "." {
      given = RealPath.folder(of: given)
      if FileStatus(given)?.identity == identity { return given }
    }
    return folder
  }
}
