import Foundation
import LukeCheckpoints
import LukeJSON
import LukeTasks

/// What is inside a model, for people.
public enum ModelDescription {
  /// Gives `emit` a line for each thing that a file or folder holds: sizes, configuration, labels, step.
  public static func write(of file: String, emit: (String) throws -> Void) throws {
    let source = try ModelArgument.open(file)
    let archive: ModelArchive
    if case .encoder(let encoder) = source, !encoder.hasHead {
      archive = encoder.luke().model
      try emit(
        "\(file): \(encoder.family.rawValue), an encoder without entities, which a LUKE can begin from; as LUKE reads "
          + "it, with tables and queries of entities that are new:")
    } else {
      archive = try source.model(at: file)
    }
    let arrays = archive.weights.descriptions
    let count = arrays.reduce(0) { $0 + $1.shape.reduce(1, *) }
    try emit("\(file): \(archive.configuration.architectures?.first ?? "LukeModel")")
    if let task = task(of: archive) { try emit("task: \(task)") }
    if let labels = archive.labels {
      try emit("labels: \(labels.joined(separator: ", "))")
    }
    if let training = try archive.trainingState {
      try emit("training: \(training.document)")
    }
    let tokenizer = archive.tokenizerFileNames.joined(separator: ", ")
    try emit("tokenizer: \(tokenizer.isEmpty ? "none" : tokenizer)")
    try emit("configuration: \(try compact(archive.configuration.json()))")
    try emit(
      "\(counted(arrays.count, "array")), \(counted(count, "value")), \(FileSize.text(count * 4)) as float32"
    )
    for note in recipeFaults(of: archive, at: file) { try emit(note) }
    for note in try notes(on: archive) { try emit(note) }
    let width = arrays.map(\.name.count).max() ?? 0
    for array in arrays {
      let padding = String(repeating: " ", count: width - array.name.count)
      let shape = array.shape.map(String.init).joined(separator: " × ")
      try emit("  \(array.name)\(padding)  \(array.elementType.rawValue)  \(shape)")
    }
  }

  /// The task of a model: a folder has it in its recipe, or in its class alone.
  private static func task(of archive: ModelArchive) -> String? {
    if let task = archive.task { return "\(task)" }
    let kind = (try? archive.recipe?.node)?["task"]?["kind"]?.value.string
    let fitting = archive.configuration.architectures?.first.flatMap {
      TaskRegistry.task(ofArchitecture: $0)
    }
    return kind ?? fitting?.kind
  }

  /// What is wrong with the recipe that the model carries.
  private static func recipeFaults(of archive: ModelArchive, at file: String) -> [String] {
    do {
      try archive.checkRecipe(at: file)
      return []
    } catch { return ErrorReport(error).lines }
  }

  /// What is wrong or unusual with the weights, all of which are read for it.
  private static func notes(on archive: ModelArchive) throws -> [String] {
    func faults(_ body: () throws -> [String]) throws -> [String] {
      do { return try body() } catch let error as CheckpointError {
        return ErrorReport(error).lines
      }
    }
    return try faults(archive.notes)
      + faults {
        try archive.weights.verifyNumbers()
        return []
      }
  }

  private static func compact(_ json: Data) throws -> String {
    try JSONParser.parse(json).compactText
  }
}
