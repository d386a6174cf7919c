import LukeCheckpoints

/// `luke-train export MODEL DIR`: a Hugging Face folder of a model.
public enum ExportCommand {
  /// Writes weights, configuration, tokenizer and entity vocabulary of the model into a folder.
  /// - Parameter isReplacing: whether an exported model that is there is replaced.
  public static func run(model: String, folder: String, isReplacing: Bool) throws {
    try OutputPlace(folder, reading: [model], isReplacing: isReplacing)
      .checkFolder(isOwn: ModelSource.isExportedFile)
    let archive = try ModelSource.openModel(model)
    try archive.notes().forEach(ProgressReporter.standardError(isQuiet: false).note)
    try archive.writeHuggingFaceFolder(to: folder, isReplacing: isReplacing)
  }
}
