import Foundation
import LukeFiles
import LukeJSON
import LukeModel
import LukeSystem
import LukeText

extension ModelArchive {
  /// Writes a folder that transformers loads: safetensors, `config.json`, tokenizer and entity
  /// vocabulary; beside them the recipe as it is, from which the task's settings are read again, and what the
  /// model knows about itself.
  ///
  /// Weights are float32 under their own names, the encoder's below `luke.`; those of pretraining have
  /// the decoders besides that transformers asks for. Where the entities lack `[MASK2]`, it is added.
  /// The folder is filled beside its place and appears whole. One that is there and not empty is
  /// refused unless `isReplacing`. Throws `FileError` or `CheckpointError`.
  public func writeHuggingFaceFolder(to path: String, isReplacing: Bool = false) throws {
    try writeHuggingFaceFolder(to: path, isReplacing: isReplacing) { _, _ in }
  }

  /// The same with more files.
  /// - Parameters:
  ///   - companions: files for people, which stand beside the model and are none of it.
  ///   - add: gets the folder that is being filled and the model as it is written; its errors name files by
  ///     where they would have been.
  package func writeHuggingFaceFolder(
    to path: String, isReplacing: Bool, companions: [(name: String, text: String)] = [],
    adding add: (String, ModelArchive) throws -> Void
  ) throws {
    let path = RealPath.withoutSlashesAtEnd(path)
    AtomicFile.removeAbandonedPartials(in: path)
    let old = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    if !old.isEmpty && !isReplacing { throw CheckpointError.folderNotEmpty(path: path) }
    if old.isEmpty && FileManager.default.fileExists(atPath: path) && !isFolder(path) {
      throw FileError.inputOutput(path: path, reason: "there is a file where the folder should be")
    }
    let model = try withWrittenEntities()
    try AtomicFile.writeFolder(to: path, key: HuggingFaceFolder.configurationName) {
      try model.writeFiles(to: $0)
      for companion in companions {
        try AtomicFile.write(companion.text.utf8, to: $0 + "/" + companion.name)
      }
      try add($0, model)
    }
  }

  private func writeFiles(to folder: String) throws {
    try writeWeights(to: folder + "/" + HuggingFaceFolder.weightsName)
    try AtomicFile.write(
      configuration.json(), to: folder + "/" + HuggingFaceFolder.configurationName)
    for (name, content) in try exportedTokenizerFiles() {
      try AtomicFile.write(content, to: folder + "/" + name)
    }
    if let storedEntityVocabulary {
      try AtomicFile.write(
        storedEntityVocabulary.data, to: folder + "/" + HuggingFaceFolder.entityVocabularyName)
    }
    // Not transformers' business: it lets the folder be evaluated here as the model file is.
    if let recipe {
      try AtomicFile.write(recipe.data, to: folder + "/" + HuggingFaceFolder.recipeName)
    }
    if let record {
      try AtomicFile.write(record.text.utf8, to: folder + "/" + HuggingFaceFolder.aboutName)
    }
  }

  /// The model with `[MASK2]`, where it has entities; those that cannot be read are written as they are, unless
  /// a head over them has to know them.
  private func withWrittenEntities() throws -> ModelArchive {
    if isMasked { return try withSecondMask() }
    return configuration.usesEntities ? (try? withSecondMask()) ?? self : self
  }

  /// Whether the model is one of pretraining.
  private var isMasked: Bool {
    configuration.architectures?.contains {
      LukeHeads.head(named: $0)?.hasTiedDecoders ?? false
    } ?? false
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// How many numbers the weights have in such a folder: of a plain encoder fewer than here, and of a model without
  /// `[MASK2]` more.
  package var exportedParameterCount: Int { asExported.exportedWeights.parameterCount }

  /// The model with the entities that it has in such a folder.
  package var asExported: ModelArchive { (try? withWrittenEntities()) ?? self }

  private var exportedWeights: ModelWeights {
    isMasked
      ? weights.belowLuke.withWordDecoder : weights.inTransformersLayout(of: configuration)
  }

  private func writeWeights(to path: String) throws {
    let weights = exportedWeights
    let arrays = weights.descriptions.map { ArrayDescription(name: $0.name, shape: $0.shape) }
    try SafetensorsWriter.write(arrays, to: path) { array, sink in
      try weights.withValues(of: array.name) { try sink(UnsafeRawBufferPointer($0)) }
    }
  }

  /// The tokenizer's files, with the class of its family where they name none.
  ///
  /// Without it transformers would take the class that belongs to LUKE, which is of RoBERTa's family.
  private func exportedTokenizerFiles() throws -> [String: Data] {
    guard var files = storedTokenizer?.filesWithoutPaths,
      let tokenizerClass = try Tokenizer.transformersClass(ofFiles: files, origin: origin)
    else { return storedTokenizer?.filesWithoutPaths ?? [:] }
    let name = TokenizerFiles.configuration
    let file = origin + "/" + name
    var settings = try files[name].map { try JSONSyntax.parse($0, of: file) } ?? .object([])
    if settings.members == nil {
      throw CheckpointError.badContent(file, "this is not a JSON object")
    }
    if !configuration.usesEntities { settings = Self.withoutEntities(settings) }
    guard settings["tokenizer_class"] == nil else { return files }
    settings["tokenizer_class"] = .string(tokenizerClass)
    files[name] = Data(JSONWriter.write(settings, .lines(indentation: 2)))
    return files
  }

  /// A `tokenizer_config.json` without what LUKE's tokenizer alone has: of a plain encoder's it is not, and its
  /// class asks for entities.
  private static func withoutEntities(_ settings: JSONValue) -> JSONValue {
    let isOfLuke = settings["tokenizer_class"]?.string?.contains("Luke") ?? false
    guard isOfLuke, let members = settings.members else { return settings }
    let own = ["tokenizer_class", "task", "max_entity_length", "max_mention_length"]
    return .object(
      members.filter { !own.contains($0.key) && !$0.key.hasPrefix("entity_") })
  }
}
