import Foundation
import LukeFiles
import LukeJSON
import LukeModel
import LukeSystem
import LukeText

/// A folder as transformers saves models: `config.json`, weights, tokenizer.
package struct HuggingFaceFolder {
  let path: String
  /// `config.json`, parsed.
  let settings: JSONValue

  private let keys: ConfigurationKeys

  /// Reads `config.json`; throws `FileError` or `CheckpointError`.
  init(path: String) throws {
    let trimmed = RealPath.withoutSlashesAtEnd(path)
    let file = trimmed + "/" + Self.configurationName
    guard FileManager.default.fileExists(atPath: file) else {
      try Self.checkLooking(at: file)
      throw CheckpointError.badContent(
        path, "the folder has no config.json, so it is not a Hugging Face model")
    }
    settings = try JSONSyntax.parse(try Self.contents(of: file), of: file)
    if settings.members == nil {
      throw CheckpointError.badContent(file, "this is not a JSON object")
    }
    self.path = trimmed
    keys = ConfigurationKeys(settings, of: file)
  }

  var modelType: String? { settings["model_type"]?.string }

  var isLuke: Bool {
    if let modelType { return modelType == "luke" || modelType == "mluke" }
    return settings.members?.contains { $0.key == "entity_vocab_size" } ?? false
  }

  /// The LUKE model in the folder.
  func model() throws -> ModelArchive {
    let arrays = try arrays()
    let configuration = try readConfiguration {
      try LukeConfiguration(
        settings, origin: path + "/" + Self.configurationName, unsaid: keys.unsaid)
    }
    return ModelArchive(
      origin: path, configuration: configuration,
      weights: try ModelWeights(arrays).withStandardNames().adding(
        notes: keys.notes + keys.typeNotes),
      tokenizer: try tokenizer(),
      entityVocabulary: try contents(Self.entityVocabularyName).map {
        StoredEntityVocabulary(data: $0, name: path + "/" + Self.entityVocabularyName)
      },
      recipe: try contents(Self.recipeName).map(StoredRecipe.init(data:)), record: try record())
  }

  /// What the model knows about itself; nil for a file of this name that is of another program.
  private func record() throws -> ModelRecord? {
    guard let content = try contents(Self.aboutName) else { return nil }
    let record = try ModelRecord(data: content, file: path + "/" + Self.aboutName)
    return record.program == nil && record.hub.isEmpty ? nil : record
  }

  /// Does what reads `config.json` for the weights, with errors that name its keys.
  private func readConfiguration<Result>(_ read: () throws -> Result) throws -> Result {
    let lacking = keys.lacking
    let result: Result
    do { result = try keys.explaining(read) } catch let error as ConfigurationError {
      let others = error.faults.filter { !lacking.contains($0) }
      throw ConfigurationError(origin: error.origin, faults: lacking + others)
    }
    if !lacking.isEmpty {
      throw CheckpointError.badContent(
        path: path + "/" + Self.configurationName, faults: lacking)
    }
    return result
  }

  /// The encoder in the folder, from which a LUKE can begin.
  func encoder() throws -> PretrainedEncoder {
    let arrays = try arrays()
    return try readConfiguration {
      try PretrainedEncoder(
        origin: path, settings: settings, arrays: arrays, tokenizer: tokenizer(),
        recipe: contents(Self.recipeName).map(StoredRecipe.init(data:)), record: record(),
        notes: keys.notes, unsaid: keys.unsaid)
    }
  }

  /// The weights, in the first of the forms that transformers looks for, too.
  private func arrays() throws -> any NamedArrays {
    func file(_ name: String) -> String? {
      FileManager.default.fileExists(atPath: path + "/" + name) ? path + "/" + name : nil
    }
    if let file = file("model.safetensors") { return try SafetensorsFile(path: file) }
    if let index = file("model.safetensors.index.json") {
      _ = try JSONSyntax.parse(Self.contents(of: index), of: index)
      return try ShardedArrays(indexPath: index) { try SafetensorsFile(path: $0) }
    }
    if let file = file("pytorch_model.bin") { return try PyTorchArchive(path: file) }
    if let index = file("pytorch_model.bin.index.json") {
      _ = try JSONSyntax.parse(Self.contents(of: index), of: index)
      return try ShardedArrays(indexPath: index) { try PyTorchArchive(path: $0) }
    }
    throw CheckpointError.badContent(
      path,
      "the folder has no weights: none of model.safetensors, model.safetensors.index.json, "
        + "pytorch_model.bin and pytorch_model.bin.index.json")
  }

  private func tokenizer() throws -> StoredTokenizer? {
    var files: [String: Data] = [:]
    for name in Tokenizer.fileNames { files[name] = try contents(name) }
    return StoredTokenizer(files: files, origin: path)
  }

  private func contents(_ name: String) throws -> Data? {
    let file = path + "/" + name
    return FileManager.default.fileExists(atPath: file) ? try Self.contents(of: file) : nil
  }

  /// The bytes of a file; throws `FileError`.
  static func contents(of file: String) throws -> Data {
    do throws(WholeFile.Failure) { return Data(try WholeFile.read(file)) } catch {
      switch error {
      case .missing: throw FileError.missing(path: file)
      case .isFolder:
        throw FileError.inputOutput(path: file, reason: "cannot read: \(SystemReason.text(EISDIR))")
      case .isNoFile(let kind):
        throw FileError.malformed(path: file, reason: "is \(kind.name), not a file")
      case .refused(let reason):
        throw FileError.inputOutput(path: file, reason: "cannot read: \(reason)")
      }
    }
  }

  /// Throws where the system does not let us see what is at a path.
  static func checkLooking(at path: String) throws {
    guard let reason = SystemReason.ofLooking(at: path) else { return }
    throw FileError.inputOutput(path: path, reason: "cannot read: \(reason)")
  }
}

extension HuggingFaceFolder {
  /// What the model is.
  package static let configurationName = "config.json"
  static let weightsName = "model.safetensors"
  /// Which entity has which row.
  package static let entityVocabularyName = "entity_vocab.json"
  /// The recipe that an exported folder carries for this package.
  package static let recipeName = "recipe.json"
  /// What an exported model knows about itself.
  package static let aboutName = "about.json"
  /// What an exported model is, for people.
  package static let cardName = "README.md"
  /// What answers with an exported model in Python.
  package static let scriptName = "predict.py"
  /// The model as a graph of operations, for other programs; what is too large for it lies beside it.
  package static let graphName = "model.onnx"
  /// The same with weights in 8 bits.
  package static let quantizedGraphName = "model.int8.onnx"
  /// Ends the name of the file with the weights of a graph.
  package static let graphDataSuffix = ".data"

  /// Whether a file of this name is read as a part of the model.
  package static func reads(_ name: String) -> Bool {
    isOfModel(name)
      || [".safetensors", ".bin", ".index.json"].contains { name.hasSuffix($0) }
  }

  /// Whether a file of this name is one that `ModelArchive.writeHuggingFaceFolder` writes.
  package static func writes(_ name: String) -> Bool {
    isOfModel(name) || isForPeople(name)
      || [graphName, quantizedGraphName].contains { name == $0 || name == $0 + graphDataSuffix }
  }

  /// Whether a file of this name stands beside a model and is none of it.
  package static func isForPeople(_ name: String) -> Bool { name == cardName || name == scriptName }

  private static func isOfModel(_ name: String) -> Bool {
    [configurationName, weightsName, entityVocabularyName, recipeName, aboutName].contains(name)
      || Tokenizer.fileNames.contains(name)
  }
}
