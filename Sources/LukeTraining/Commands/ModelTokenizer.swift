import Foundation
import LukeCheckpoints
import LukeText

/// The tokenizer that belongs to a model.
enum ModelTokenizer {
  /// Reads the tokenizer of an `.h5` file of ours or of a Hugging Face folder.
  static func load(_ model: String) throws -> Tokenizer {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: model, isDirectory: &isFolder) else {
      throw TrainingError.missing("\(model): no such model")
    }
    if isFolder.boolValue { return try Tokenizer(folder: URL(filePath: model)) }
    let archive = try ModelSource.openModel(model)
    return try Tokenizer(files: archive.tokenizerFiles, origin: archive.origin)
  }
}
