import LukeCheckpoints

/// `luke-train export MODEL DIR`: a Hugging Face folder of a model.
public enum ExportCommand {
  /// Writes weights, configuration, tokenizer and entity vocabulary of the model into a folder.
  public static func run(model: String, folder: String) throws {
    try ModelSource.openModel(model).writeHuggingFaceFolder(to: folder)
  }
}
