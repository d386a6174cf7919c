import Foundation
import LukeAutodiff
import LukeLayers
import LukeModel
import LukeOptimizers
import LukeTestSupport
import Testing

/// Outputs, loss, every gradient and ten AdamW steps against transformers' recorded numbers.
@Suite struct ParityTests {
  private struct RecordedWeights: WeightSource {
    let arrays: [String: RecordedTensor]
    let weightOrigin = "golden"
    var weightShapes: [String: [Int]] { arrays.mapValues(\.shape) }
    func readWeight(_ name: String, into destination: UnsafeMutableBufferPointer<Float>) {
      _ = destination.update(from: arrays[name]?.values ?? [])
    }
  }

  private struct Loaded {
    let model: any LukeHead
    let store: ParameterStore
    let batch: PaddedBatch
    let configuration: LukeConfiguration

    /// A parameter as transformers has it: the name, and the values without rows that are LUKE's alone.
    func inTransformers(
      _ parameter: Parameter, _ values: [Float]
    ) -> (name: String, values: [Float]) {
      if configuration.usesEntities { return (parameter.name, values) }
      let isTable = parameter.name.hasSuffix(".position_embeddings.weight")
      let added = isTable ? configuration.addedPositionCount * parameter.shape[1] : 0
      return (
        PlainNames(configuration).nameInTransformers(parameter.name), Array(values.dropFirst(added))
      )
    }
  }

  /// Weights of a plain class under the names, and with the rows, that they have here.
  private func ownLayout(
    _ arrays: [String: RecordedTensor], _ configuration: LukeConfiguration
  ) -> [String: RecordedTensor] {
    if configuration.usesEntities { return arrays }
    let names = PlainNames(configuration)
    var own: [String: RecordedTensor] = [:]
    for (name, array) in arrays {
      let module = configuration.family.module + "."
      let standard =
        name.hasPrefix(module) ? LukeNames.belowLuke(String(name.dropFirst(module.count))) : name
      var array = array
      let added = configuration.addedPositionCount
      if name.hasSuffix(".position_embeddings.weight") {
        array = RecordedTensor(
          shape: [array.shape[0] + added, array.shape[1]],
          values: [Float](repeating: 0, count: added * array.shape[1]) + array.values)
      }
      own[names.ownName(standard) ?? standard] = array
    }
    return own
  }

  private func load(_ golden: GoldenManifest.Case) throws -> Loaded {
    let folder = Goldens.modelFolder(golden.name)
    let configuration = try LukeConfiguration(
      json: Data(contentsOf: folder.appending(path: "config.json")), origin: "config.json")
    let store = ParameterStore()
    let model = try LukeHeads.head(of: configuration, origin: "config.json")
      .init(configuration, in: store)
    store.allocate()
    store.allocateGradients()
    var arrays = try SafetensorsReader.read(folder.appending(path: "model.safetensors"))
    // transformers' names of the word head's bias and of decoders that are tables of the encoder.
    if let bias = arrays.removeValue(forKey: "lm_head.decoder.bias") {
      arrays["lm_head.bias"] = bias
    }
    for decoder in ["lm_head.decoder.weight", "entity_predictions.decoder.weight"] {
      arrays[decoder] = nil
    }
    try store.load(from: RecordedWeights(arrays: ownLayout(arrays, configuration)))
    let arguments = try ForwardArguments(
      json: Data(contentsOf: folder.appending(path: "batch.json")), origin: "batch.json")
    return Loaded(
      model: model, store: store, batch: try PaddedBatch(arguments, configuration: configuration),
      configuration: configuration)
  }

  @Test(arguments: try GoldenManifest.load().cases)
  func outputs(_ golden: GoldenManifest.Case) throws {
    let tolerances = try GoldenManifest.load().tolerances
    let expected = try Goldens.expected(golden.name)
    let loaded = try load(golden)
    let (outputs, _) = try loaded.model.trace(loaded.batch, on: Tape(.inference))
    for output in outputs {
      guard let recorded = expected[output.name] else { continue }
      #expect(output.shape == recorded.shape, "\(output.name)")
      expectClose(
        output.values, recorded,
        tolerance: output.name == "loss" ? tolerances.loss : tolerances.outputs, output.name)
    }
    let names = Set(outputs.map(\.name))
    #expect(names.contains("loss") == (golden.architecture != "LukeModel"))
    for name in [
      "last_hidden_state", "entity_last_hidden_state", "pooler_output", "logits", "entity_logits",
      "start_logits", "end_logits",
    ] where expected[name] != nil { #expect(names.contains(name), "\(name) is missing") }
  }

  @Test(arguments: try GoldenManifest.load().cases.filter { $0.architecture != "LukeModel" })
  func gradients(_ golden: GoldenManifest.Case) throws {
    let tolerances = try GoldenManifest.load().tolerances
    let expected = try Goldens.expected(golden.name)
    let loaded = try load(golden)
    let tape = Tape(.recording)
    let loss = try #require(try loaded.model.trace(loaded.batch, on: tape).loss)
    tape.backward(from: loss)
    let largest = expected.filter { $0.key.hasPrefix("gradients/") }.map(\.value.largest).max() ?? 0
    for parameter in loaded.store.parameters {
      let zeros = [Float](repeating: 0, count: parameter.count)
      let (name, values) = loaded.inTransformers(parameter, parameter.gradient?.values ?? zeros)
      guard let recorded = expected["gradients/" + name] else {
        #expect(golden.withoutGradient.contains(name), "\(name)")
        #expect(parameter.gradient == nil, "\(name) takes no part")
        continue
      }
      expectClose(values, recorded, tolerance: tolerances.gradient(largest: largest), name)
    }
  }

  @Test(arguments: try GoldenManifest.load().cases.filter { $0.architecture != "LukeModel" })
  func tenSteps(_ golden: GoldenManifest.Case) throws {
    let manifest = try GoldenManifest.load()
    let expected = try Goldens.expected(golden.name)
    let loaded = try load(golden)
    var settings = AdamW.Settings()
    settings.epsilon = Float(manifest.optimizer.epsilon)
    settings.weightDecay = Float(manifest.optimizer.weightDecay)
    let optimizer = AdamW(loaded.store, settings: settings)
    var losses: [Float] = []
    for _ in 0..<manifest.optimizer.steps {
      loaded.store.clearGradients()
      let tape = Tape(.recording)
      let loss = try #require(try loaded.model.trace(loaded.batch, on: tape).loss)
      losses += loss.values
      tape.backward(from: loss)
      optimizer.step(learningRate: Float(manifest.optimizer.learningRate))
    }
    expectClose(
      losses, try #require(expected["loss_per_step"]), tolerance: manifest.tolerances.lossPerStep,
      "loss_per_step")
    for parameter in loaded.store.parameters {
      let (name, values) = loaded.inTransformers(parameter, parameter.tensor.values)
      let recorded = try #require(expected["parameters/" + name])
      expectClose(
        values, recorded, tolerance: manifest.tolerances.parameter(name, of: golden), name)
    }
  }
}
