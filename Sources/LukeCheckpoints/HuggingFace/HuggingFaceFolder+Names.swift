import LukeText

extension ModelSource {
  /// Whether a file of this name in a Hugging Face folder is read as a part of the model.
  package static func isFileOfFolder(_ name: String) -> Bool {
    let isWeights =
      name.hasSuffix(".safetensors") || name.hasSuffix(".bin") || name.hasSuffix(".index.json")
    return isWeights || Tokenizer.fileNames.contains(name)
      || ["config.json", "entity_vocab.json", HuggingFaceFolder.recipeName].contains(name)
  }

  /// Whether a file of this name is one that `ModelArchive.writeHuggingFaceFolder` writes.
  package static func isExportedFile(_ name: String) -> Bool {
    name == "model.safetensors" || name == "config.json" || name == "entity_vocab.json"
      || name == HuggingFaceFolder.recipeName || Tokenizer.fileNames.contains(name)
  }
}
