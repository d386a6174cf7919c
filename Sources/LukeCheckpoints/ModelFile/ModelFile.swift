import Foundation
public import LukeFiles
import LukeModel

/// Model files: one HDF5 file is a complete model, and a training checkpoint is one with more in it.
///
/// Checkpoints/README.md documents the format for other programs.
public enum ModelFile {
  /// The root attribute `format` of model files.
  public static let formatName = "luke-train model"
  /// The newest version of the format; this package reads all up to it, and writes the oldest that will do: 2, in
  /// which bfloat16 is a float of HDF5's, where weights are stored so, else 1.
  public static let formatVersion = 2

  /// Names of what is in a file.
  enum Name {
    static let model = "/model"
    static let configuration = "/configuration"
    static let tokenizer = "/tokenizer"
    static let entityVocabulary = "/entity_vocabulary"
    static let labels = "/labels"
    static let recipe = "/recipe"
    static let about = "/about"
    static let task = "/task"
    static let training = "/training"
    static let optimizer = "/optimizer"
  }

  /// Writes a model to one file, which appears under its name only when it is whole.
  ///
  /// Tokenizer and entities are written as the bytes that they came from, but for paths of a disk. Weights are
  /// stored as float32, or rounded to bfloat16; `training` is stored as float32.
  /// - Throws: `FileError` where the system refuses or weights cannot be read; `CheckpointError` for weights
  ///   that are infinite, not a number or too large for bfloat16; `TokenizerError` for entities that are no
  ///   text.
  public static func write(
    _ model: ModelArchive, training: TrainingState? = nil, to path: String,
    compression: HDF5Compression = .none, storedAs type: ElementType = .float32
  ) throws {
    try HDF5File.write(to: path, compression: compression) { file in
      try file.setAttribute("format", of: "/", to: formatName)
      try file.setAttribute("version", of: "/", to: Int64(type == .bfloat16 ? formatVersion : 1))
      try writeDescription(of: model, to: file)
      try write(model.weights, to: file, group: Name.model, as: type)
      guard let training else { return }
      try file.write(text: training.document, to: Name.training)
      try file.createGroup(Name.optimizer)
      try write(training.arrays, to: file, group: Name.optimizer, as: .float32)
    }
  }

  private static func writeDescription(of model: ModelArchive, to file: HDF5File) throws {
    let configuration = model.configuration.json()
    try file.write(text: String(decoding: configuration, as: UTF8.self), to: Name.configuration)
    try file.createGroup(Name.tokenizer)
    let tokenizer = model.storedTokenizer?.filesWithoutPaths ?? [:]
    for (name, content) in tokenizer.sorted(by: { $0.key < $1.key }) {
      try file.write(bytes: [UInt8](content), to: Name.tokenizer + "/" + name)
    }
    if let entities = model.storedEntityVocabulary?.data {
      guard let text = String(validating: entities, as: UTF8.self) else {
        // Reading it says where; texts are UTF-8, and nothing is mended unseen.
        _ = try model.entityVocabulary
        throw CheckpointError.badContent(model.origin, "entity_vocab.json is not valid UTF-8")
      }
      try file.write(text: text, to: Name.entityVocabulary)
    }
    if let labels = model.labels {
      let text = try JSONEncoder().encode(labels)
      try file.write(text: String(decoding: text, as: UTF8.self), to: Name.labels)
    }
    if let recipe = model.recipe?.data {
      guard let text = String(validating: recipe, as: UTF8.self) else {
        throw CheckpointError.badContent(model.origin, "the recipe is not valid UTF-8")
      }
      try file.write(text: text, to: Name.recipe)
    }
    if let task = model.task { try file.write(text: task.rawValue, to: Name.task) }
    if let record = model.record { try file.write(text: record.text, to: Name.about) }
  }

  /// Rounded to bfloat16, this and all above is infinite.
  private static let largestBFloat16 = Float(bitPattern: 0x7f7f_8000)

  private static func write(
    _ weights: ModelWeights, to file: HDF5File, group: String, as type: ElementType
  ) throws {
    for array in weights.descriptions {
      try weights.withValues(of: array.name) { values in
        guard type != .bfloat16 || values.allSatisfy({ abs($0) < largestBFloat16 }) else {
          throw CheckpointError.badContent(
            weights.weightOrigin, "\(array.name) has values too large for bfloat16")
        }
        try file.write(
          values, shape: array.shape, as: type, to: group + "/" + array.name,
          axes: ParameterAxes.names(of: array.name, rank: array.shape.count))
      }
    }
  }
}
