import Foundation
public import LukeModel
import LukeSystem

/// What a path to a model can lead to.
public enum ModelSource {
  /// A model file of this package, or the Hugging Face folder of a LUKE.
  case model(ModelArchive)
  /// A Hugging Face folder of a BERT, RoBERTa or XLM-R, which is a model without entities, and from which a
  /// LUKE can begin.
  case encoder(PretrainedEncoder)
  /// A `config.json` alone, for a model with random weights, and what to say of its keys, one sentence each.
  case configuration(LukeConfiguration, notes: [String])

  /// The most subwords that the model reads at once, special tokens included.
  public var maximumWordCount: Int {
    switch self {
    case .model(let archive): archive.configuration.maximumWordCount
    case .encoder(let encoder): encoder.maximumWordCount
    case .configuration(let configuration, _): configuration.maximumWordCount
    }
  }

  /// Looks at what is at `path` and opens it; weights are read later.
  ///
  /// - Throws: `FileError`, `CheckpointError` or `ConfigurationError`.
  public static func open(_ path: String) throws -> ModelSource {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      try HuggingFaceFolder.checkLooking(at: path)
      throw FileError.missing(path: path)
    }
    if isFolder.boolValue {
      let folder = try HuggingFaceFolder(path: path)
      return folder.isLuke ? .model(try folder.model()) : .encoder(try folder.encoder())
    }
    if path.hasSuffix(".json") {
      let content = try HuggingFaceFolder.contents(of: path)
      let settings = try JSONSyntax.parse(content, of: path)
      let keys = ConfigurationKeys(settings, of: path)
      guard keys.areOfConfiguration else {
        throw CheckpointError.badContent(
          path,
          "is no configuration of a model: it has none of model_type, hidden_size, "
            + "num_hidden_layers, num_attention_heads and intermediate_size")
      }
      let family = settings["model_type"]?.string.flatMap(EncoderFamily.init)
      if family?.hasEntities == false { try PretrainedEncoder.checkEncodes(settings, path) }
      return .configuration(
        try keys.explaining { try LukeConfiguration(settings, origin: path) },
        notes: keys.notes + keys.typeNotes)
    }
    return .model(try ModelFile.read(path))
  }
}

extension ModelSource {
  /// The model that was opened at `path`: a LUKE, or a plain encoder of a class that is known.
  /// - Throws: `CheckpointError` for everything else.
  public func model(at path: String) throws -> ModelArchive {
    switch self {
    case .model(let model): return model
    case .encoder(let encoder) where encoder.hasKnownHead: return try encoder.plain()
    case .encoder(let encoder):
      throw CheckpointError.badContent(
        path, "a \(encoder.family.rawValue) model, which has no entities; fine-tune it first")
    case .configuration:
      throw CheckpointError.badContent(path, "a configuration without weights")
    }
  }
}

extension ModelArchive {
  /// Opens a model: a model file of this package, or a Hugging Face folder of a LUKE or of a plain class of
  /// BERT and RoBERTa whose head is known.
  ///
  /// - Throws: `FileError`, `CheckpointError` or `ConfigurationError`, also where `path` leads to
  ///   something else.
  public init(path: String) throws { self = try ModelSource.open(path).model(at: path) }
}
