import LukeCheckpoints

/// `luke-train import FOLDER MODEL.h5`: one file of a Hugging Face folder.
public enum ImportCommand {
  /// Writes the model in the folder as one `.h5` file.
  /// - Parameter isReplacing: whether a file that is there is replaced.
  public static func run(
    folder: String, file: String, isReplacing: Bool, isQuiet: Bool = false
  ) throws {
    let reporter = ProgressReporter.standardError(isQuiet: isQuiet)
    let place = OutputPlace(file, reading: [folder], isReplacing: isReplacing)
    try place.withClaimOnFile {
      let archive = try ModelArgument.openModel(folder)
      try archive.checkRecipe(at: folder)
      try archive.notes().forEach(reporter.note)
      try ModelFile.write(archive, to: file)
      reporter.note("\(file): \(archive.summary); \(FileSize.text(ofFiles: [file]))")
    }
  }
}
