import LukeSystem

/// Where the model is that a command is given: the path itself, or of the folder of a run the file of its model.
///
/// The final model of a run is the best one or that of the last step, as its recipe says. A run that has none
/// yet stands for its best model so far, else for its newest checkpoint.
public struct ModelPlace: Hashable, Sendable {
  /// The file or folder of the model.
  public let path: String
  /// Which file was taken, in one sentence; nil where it was named.
  public let note: String?

  /// Looks at a path; what is no run folder stays as it is, whether or not there is a model.
  /// - Throws: `TrainingError.badData` for a run folder without any model.
  public init(_ path: String) throws {
    guard ModelArgument.isRunFolder(path),
      let names = try? RunFiles.list(RealPath.withoutSlashesAtEnd(path))
    else {
      (self.path, note) = (path, nil)
      return
    }
    let folder = RealPath.withoutSlashesAtEnd(path)
    let (name, what) = try Self.model(among: names, of: path, folder)
    self.path = folder + "/" + name
    let recipe =
      ModelArgument.hasRecipe(folder)
      ? ""
      : ", with the recipe that it carries, as \(folder)/\(RunFileName.recipe) is missing or damaged"
    note = "\(path): \(what); \(folder)/\(name) is taken\(recipe)"
  }

  private static func model(
    among names: [String], of path: String, _ folder: String
  ) throws -> (name: String, what: String) {
    if names.contains(RunFileName.finalModel) {
      return (RunFileName.finalModel, "is the folder of a run")
    }
    if names.contains(RunFileName.seeds) {
      let example = names.filter(RunFileName.isOfSeed).sorted().first
      throw TrainingError.badData(
        "\(path): is the folder of a run of several seeds, none of which is the best yet"
          + (example.map { "; name the folder of one, as \(folder)/\($0)" } ?? ""))
    }
    let unfinished = "is the folder of a run without a final model yet"
    if names.contains(RunFileName.bestModel) {
      return (
        RunFileName.bestModel,
        unfinished + ", whose best one so far by the validation data is there"
      )
    }
    if let newest = RunFiles.checkpoints(among: names).first {
      return (newest.name, unfinished + ", whose newest checkpoint is that of step \(newest.step)")
    }
    throw TrainingError.badData("\(path): is the folder of a run without a model yet")
  }
}
