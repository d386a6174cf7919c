import LukeCheckpoints

/// `luke-train import FOLDER MODEL.h5`: one file of a Hugging Face folder.
public enum ImportCommand {
  /// Writes the model in the folder as one `.h5` file.
  /// - Parameter isReplacing: whether a file that is there is replaced.
  public static func run(folder: String, file: String, isReplacing: Bool) throws {
    try OutputPlace(file, reading: [folder], isReplacing: isReplacing).requireFile()
    let archive = try ModelSource.openModel(folder)
    try archive.notes().forEach(ProgressReporter.standardError(isQuiet: false).note)
    try ModelFile.write(archive, to: file)
  }
}
