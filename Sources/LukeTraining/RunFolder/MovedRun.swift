import LukeSystem

/// A run folder that is not where its own recipe says, for it was moved or copied.
struct MovedRun {
  /// The folder that the recipe lies in.
  let folder: String
  private let output: String
  private let file: String

  /// Looks where the recipe of a file lies; nil where that is no run folder, or the one that it names.
  init?(_ recipe: Recipe, file: String) {
    let real = RealPath.ofLink(file) ?? file
    let folder = RealPath.folder(of: real)
    guard let output = recipe.output, RealPath.name(of: real) == RunFileName.recipe,
      RunFiles.isRunFolder(folder), Self.isOfRun(folder),
      FileStatus(folder)?.identity != FileStatus(output)?.identity
    else { return nil }
    (self.folder, self.output, self.file) = (folder, output, file)
  }

  /// Whether a run has been here for sure: a recipe of the user's may lie beside a model that it starts
  /// from.
  private static func isOfRun(_ folder: String) -> Bool {
    [FolderLock.fileName, RunFileName.metrics].contains {
      FileStatus(folder + "/" + $0)?.isFile == true
    }
  }

  /// Which of both folders is meant.
  func note(_ start: RunStart) -> String {
    start == .new
      ? "\(file): lies in the folder of a run, and its output is another one, \(output), which is used; "
        + "--resume continues the run in \(folder)"
      : "\(file): its output is \(output), but it lies in a run folder that was moved or copied: "
        + "\(folder) is used; --output names another one"
  }
}
