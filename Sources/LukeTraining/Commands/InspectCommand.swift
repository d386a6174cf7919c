import Foundation
import LukeCheckpoints
import LukeJSON

/// `luke-train inspect FILE`: what is inside a model file.
public enum InspectCommand {
  /// Prints what the file holds: sizes, configuration, labels, step.
  public static func run(file: String, output: LineWriter) throws {
    let source = try ModelArgument.open(file)
    let archive: ModelArchive
    if case .encoder(let encoder) = source {
      archive = encoder.luke().model
      try output.write(
        "\(file): \(encoder.family.rawValue), which a LUKE can begin from; as LUKE reads it:")
    } else {
      archive = try source.model(at: file)
    }
    let arrays = archive.weights.descriptions
    let count = arrays.reduce(0) { $0 + $1.shape.reduce(1, *) }
    try output.write("\(file): \(archive.configuration.architectures?.first ?? "LukeModel")")
    if let task = archive.task { try output.write("task: \(task)") }
    if let labels = archive.labels {
      try output.write("labels: \(labels.joined(separator: ", "))")
    }
    if file.hasSuffix(".h5"), let training = try ModelFile.readTrainingState(file) {
      try output.write("training: \(training.document)")
    }
    let tokenizer = archive.tokenizerFileNames.joined(separator: ", ")
    try output.write("tokenizer: \(tokenizer.isEmpty ? "none" : tokenizer)")
    try output.write("configuration: \(try compact(archive.configuration.json()))")
    try output.write(
      "\(arrays.count) arrays, \(count) values, \(FileSize.text(count * 4)) as float32")
    for note in try notes(on: archive) { try output.write(note) }
    let width = arrays.map(\.name.count).max() ?? 0
    for array in arrays {
      let padding = String(repeating: " ", count: width - array.name.count)
      let shape = array.shape.map(String.init).joined(separator: " × ")
      try output.write("  \(array.name)\(padding)  \(array.elementType.rawValue)  \(shape)")
    }
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
