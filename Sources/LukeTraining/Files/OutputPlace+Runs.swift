import Foundation
import LukeSystem

/// What commands do not write into folders that belong to runs and preparations.
///
/// As long as a process works there, nothing; else none of the files that a run or a preparation goes on
/// from, also where they are not there yet, for whoever resumes would take them for its own. Other files,
/// such as predictions, may well lie beside those of a run. Whoever wants one of these files replaced
/// nevertheless says so by removing it, or by taking it out of the folder.
extension OutputPlace {
  /// Throws where a run or a preparation would be disturbed.
  func checkIsOfNoRun() throws {
    var place = path[...]
    while place.count > 1, place.hasSuffix("/") { place.removeLast() }
    let real = RealPath.of(String(place)) ?? String(place)
    let folder = RealPath.folder(of: real)
    // Links in the folders above lead elsewhere.
    var above = RealPath.of(folder) ?? folder
    while true {
      if FolderLock.isTaken(above) {
        throw TrainingError.inputOutput(
          "\(path): lies in \(named(above)), where another luke-train is working; name another place"
        )
      }
      if above == "/" || above == "." { break }
      above = RealPath.folder(of: above)
    }
    let name = RealPath.name(of: real)
    if RunFiles.isRunFile(name), RunFiles.isRunFolder(folder) {
      throw TrainingError.usage(
        "\(path): is a file of the run in \(named(folder)), which --resume goes on from; name another "
          + "file, or move the run's away from its folder first")
    }
    if PreparedFolder.isPrepared(folder), FileStatus(real) != nil {
      throw TrainingError.usage(
        "\(path): is of what luke-train has prepared in \(named(folder)) and uses again; name another "
          + "place, or remove it first")
    }
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
