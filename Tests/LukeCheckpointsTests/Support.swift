import Foundation
import LukeCheckpoints
import LukeFiles
import LukeModel
import LukeTestSupport

/// Writes the bytes of some text as a file.
func write(_ text: String, to file: URL) throws {
  try Data(text.utf8).write(to: file)
}

/// Writes a safetensors file of float32 arrays.
func writeArrays(_ arrays: [String: (shape: [Int], values: [Float])], to file: URL) throws {
  try SafetensorsWriter.write(
    arrays.map { ArrayDescription(name: $0.key, shape: $0.value.shape) }, to: file.path
  ) { array, sink in
    try arrays[array.name]?.values.withUnsafeBytes { try sink($0) }
  }
}

/// What an error says, or what happened instead.
func message<Result>(_ body: () throws -> Result) -> String {
  do {
    return "no error: \(try body())"
  } catch {
    return "\(error)"
  }
}

/// A recorded model as an archive, with some of everything else that an archive holds.
func exampleArchive(_ name: String = "span-entity-aware") throws -> ModelArchive {
  var archive = try ModelSource.openModel(Goldens.modelFolder(name).path)
  archive.tokenizerFiles = ["vocab.txt": Data("[PAD]\n[UNK]\n".utf8), "empty.json": Data()]
  archive.entityVocabulary = Data(#"{"[PAD]": 0, "[UNK]": 1, "[MASK]": 2, "Zoë": 3}"#.utf8)
  archive.task = "named-entity-recognition"
  archive.recipe = #"{"description": "日本"}"#
  return archive
}

/// All values of some weights, by name.
func everything(_ weights: ModelWeights) throws -> [String: [Float]] {
  try Dictionary(
    uniqueKeysWithValues: weights.weightShapes.keys.map { ($0, try weights.values($0)) })
}
