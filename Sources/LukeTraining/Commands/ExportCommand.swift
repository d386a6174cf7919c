import LukeCheckpoints

/// `luke-train export MODEL DIR`: a Hugging Face folder of a model.
public enum ExportCommand {
  /// Writes weights, configuration, tokenizer and entity vocabulary of the model into a folder.
  public static func run(model: String, folder: String) throws {
    let archive = try ModelSource.openModel(model)
    try archive.notes().forEach(ProgressReporter.standardError(isQuiet: false).note)
    try archive.writeHuggingFaceFolder(to: folder)
  }
}
