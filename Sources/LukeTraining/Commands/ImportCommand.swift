import LukeCheckpoints
import LukeFiles

/// `luke-train import FOLDER MODEL.h5`: one file of a Hugging Face folder.
public enum ImportCommand {
  /// Writes the model in the folder as one `.h5` file.
  public static func run(folder: String, file: String) throws {
    try AtomicFile.checkRoom(forFile: file)
    let archive = try ModelSource.openModel(folder)
    try archive.notes().forEach(ProgressReporter.standardError(isQuiet: false).note)
    try ModelFile.write(archive, to: file)
  }
}
