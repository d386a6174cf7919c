import Foundation
import LukeAutodiff
import LukeCheckpoints
import LukeFiles
import LukeLayers
import LukeModel
import LukeOptimizers
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

/// A recorded model as an archive, with some of everything else that an archive holds.
func exampleArchive(_ name: String = "span-entity-aware") throws -> ModelArchive {
  var archive = try ModelArchive(path: Goldens.modelFolder(name).path)
  archive.storedTokenizer = StoredTokenizer(
    files: ["vocab.txt": Data("[PAD]\n[UNK]\n".utf8), "empty.json": Data()], origin: "example")
  archive.storedEntityVocabulary = entities(
    #"{"[PAD]": 0, "[UNK]": 1, "[MASK]": 2, "Zoë": 3}"#, of: "example")
  archive.task = "named-entity-recognition"
  archive.recipe = #"{"description": "日本"}"#
  return archive
}

/// An entity vocabulary in transformers' layout.
func entities(_ text: String, of origin: String) -> StoredEntityVocabulary {
  StoredEntityVocabulary(data: Data(text.utf8), name: origin + "/entity_vocab.json")
}

/// All values of some weights, by name.
func everything(_ weights: ModelWeights) throws -> [String: [Float]] {
  try Dictionary(
    uniqueKeysWithValues: weights.weightShapes.keys.map { ($0, try weights.values($0)) })
}

/// A model of five arrays, some of them trained, with its optimizer.
func trainedModel(steps: Int = 3) throws -> (ParameterStore, AdamW) {
  let store = ParameterStore()
  let linear = Linear(from: 3, to: 2, standardDeviation: 0.1, in: store.root["a"])
  _ = Embedding(rows: 4, size: 3, standardDeviation: 0.1, in: store.root["frozen"])
  store.allocate()
  store.allocateGradients()
  store.initialize(seed: 1)
  store.setTrainable { !$0.name.hasPrefix("frozen") }
  let optimizer = AdamW(store)
  for step in 0..<steps {
    let tape = Tape(.recording)
    let x = Tensor([1, 2, 3, -1, 0.5, Float(step)], rows: 2, columns: 3)
    let loss = tape.crossEntropy(linear(x, on: tape), labels: [0, 1])
    tape.backward(from: loss)
    optimizer.step(learningRate: 0.1)
    store.clearGradients()
  }
  return (store, optimizer)
}
