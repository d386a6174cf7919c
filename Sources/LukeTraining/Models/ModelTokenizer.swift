import Foundation
import LukeCheckpoints
import LukeSystem
import LukeText

/// The tokenizer that belongs to a model.
enum ModelTokenizer {
  /// The tokenizer that a recipe's model section leads to; nil where the model begins at random and
  /// has none.
  static func find(_ settings: ModelSettings) throws -> Tokenizer? {
    if let folder = settings.tokenizer { return try Tokenizer(folder: URL(filePath: folder)) }
    switch try ModelArgument.open(settings.from) {
    case .model(let model): return try tokenizer(model.tokenizerFiles, of: settings.from)
    case .encoder(let encoder): return try tokenizer(encoder.tokenizerFiles, of: settings.from)
    case .configuration:
      do {
        return try Tokenizer(folder: URL(filePath: settings.from).deletingLastPathComponent())
      } catch TokenizerError.missingFile {
        return nil
      }
    }
  }

  private static func tokenizer(_ files: [String: Data], of model: String) throws -> Tokenizer {
    if files.isEmpty {
      throw TrainingError.missing(
        "\(model): the model has no tokenizer; name the folder of its own in model.tokenizer")
    }
    return try Tokenizer(files: files, origin: model)
  }

  /// Reads the tokenizer of an `.h5` file of ours or of a Hugging Face folder.
  static func load(_ model: String) throws -> Tokenizer {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: model, isDirectory: &isFolder) else {
      if let reason = SystemReason.ofLooking(at: model) {
        throw TrainingError.inputOutput("cannot read \(model): \(reason)")
      }
      throw TrainingError.missing("\(model): no such model")
    }
    try ModelArgument.check(model)
    if isFolder.boolValue { return try Tokenizer(folder: URL(filePath: model)) }
    let archive = try ModelArgument.openModel(model)
    return try Tokenizer(files: archive.tokenizerFiles, origin: archive.origin)
  }
}
