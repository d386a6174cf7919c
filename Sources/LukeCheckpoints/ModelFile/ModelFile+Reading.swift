import Foundation
import LukeFiles
import LukeModel

extension ModelFile {
  /// Opens a model file; weights are read when they are asked for, and compared with their checksums.
  ///
  /// - Throws: `FileError`, `CheckpointError` for an HDF5 file that is no model or of a later version, or
  ///   `ConfigurationError`.
  public static func read(_ path: String) throws -> ModelArchive {
    let file = try open(path)
    let configuration = try file.readText(Name.configuration)
    var model = ModelArchive(
      origin: path,
      configuration: try LukeConfiguration(
        json: Data(configuration.utf8), origin: path + Name.configuration),
      weights: ModelWeights(try HDF5Group(file, group: Name.model)),
      tokenizer: StoredTokenizer(files: try tokenizerFiles(of: file), origin: path),
      entityVocabulary: try text(Name.entityVocabulary, of: file).map {
        StoredEntityVocabulary(data: Data($0.utf8), name: path + Name.entityVocabulary)
      },
      task: try text(Name.task, of: file).map(TaskKind.init(rawValue:)),
      recipe: try text(Name.recipe, of: file).map { StoredRecipe($0) },
      record: try text(Name.about, of: file).map {
        try ModelRecord(data: Data($0.utf8), file: path + Name.about)
      })
    model.readTraining = { try trainingState(of: file, path) }
    return model
  }

  /// Opens the training state of a checkpoint; nil where the file holds a model alone.
  public static func readTrainingState(_ path: String) throws -> TrainingState? {
    try trainingState(of: try open(path), path)
  }

  private static func trainingState(
    of file: HDF5File, _ path: String
  ) throws -> TrainingState? {
    guard let document = try text(Name.training, of: file) else { return nil }
    var arrays = ModelWeights(weightOrigin: path, entries: [:])
    for group in try file.names(in: Name.optimizer) {
      let group = Name.optimizer + "/" + group
      // Moments may be infinite: what a run has reached is gone on with as it is.
      let inside = ModelWeights(try HDF5Group(file, group: group), checksNumbers: false)
      let prefix = String(group.dropFirst(Name.optimizer.count + 1)) + "/"
      arrays = arrays.adding(inside.renamed { prefix + $0 }.entries)
    }
    return TrainingState(document: document, arrays: arrays)
  }

  /// Reads the whole file once, so that damage is found before anything is built on it.
  ///
  /// Throws what reading throws; the error names the array.
  public static func verify(_ path: String) throws {
    let file = try open(path)
    var groups = [Name.model]
    if file.contains(Name.optimizer) {
      groups += try file.names(in: Name.optimizer).map { Name.optimizer + "/" + $0 }
    }
    _ = try (read(path), readTrainingState(path), text(Name.labels, of: file))
    for group in groups {
      let arrays = try HDF5Group(file, group: group)
      for array in arrays.descriptions where array.elementType.isFloatingPoint {
        try arrays.readParts(array.name)
      }
    }
  }

  private static func open(_ path: String) throws -> HDF5File {
    let file = try HDF5File(path: path)
    guard try file.textAttribute("format", of: "/") == formatName,
      let version = try file.integerAttribute("version", of: "/")
    else {
      throw CheckpointError.badContent(
        path, "an HDF5 file, but not a model of luke-train (attribute format)")
    }
    guard version <= formatVersion else {
      throw CheckpointError.newerVersion(path: path, found: Int(version), known: formatVersion)
    }
    return file
  }

  private static func text(_ name: String, of file: HDF5File) throws -> String? {
    file.contains(name) ? try file.readText(name) : nil
  }

  private static func tokenizerFiles(of file: HDF5File) throws -> [String: Data] {
    guard file.contains(Name.tokenizer) else { return [:] }
    var files: [String: Data] = [:]
    for name in try file.names(in: Name.tokenizer) {
      files[name] = Data(try file.readBytes(Name.tokenizer + "/" + name))
    }
    return files
  }
}
