import LukeCheckpoints
import LukeTasks

/// `luke-train export MODEL DIR`: a Hugging Face folder of a model.
public enum ExportCommand {
  /// Writes weights, configuration, tokenizer and entity vocabulary of the model into a folder, and the
  /// recipe without the paths of this machine.
  /// - Parameter isReplacing: whether an exported model that is there is replaced.
  public static func run(
    model: String, folder: String, isReplacing: Bool, isQuiet: Bool = false
  ) throws {
    let reporter = ProgressReporter.standardError(isQuiet: isQuiet)
    let place = OutputPlace(folder, reading: [model], isReplacing: isReplacing)
    try place.withClaimOnFolder(isOwn: HuggingFaceFolder.writes) {
      var archive = try ModelArgument.openModel(model)
      archive.recipe = archive.recipe.map(ExportedRecipe.text)
      try archive.notes().forEach(reporter.note)
      try archive.writeHuggingFaceFolder(to: folder, isReplacing: isReplacing)
      let files = try RunFiles.list(folder).filter(HuggingFaceFolder.writes)
      reporter.note(
        "\(folder): \(archive.summary); \(counted(files.count, "file")), "
          + FileSize.text(ofFiles: files.map { folder + "/" + $0 }))
    }
  }
}
