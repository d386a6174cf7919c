import LukeAutodiff
import LukeLayers
import LukeModel
import LukeTestSupport
import Testing

/// Layers computed again in the backward pass give the very same numbers, and hold less memory.
@Suite struct CheckpointingTests {
  private static var configuration: LukeConfiguration {
    var configuration = LukeConfiguration()
    configuration.vocabularySize = 50
    configuration.entityVocabularySize = 5
    configuration.hiddenSize = 24
    configuration.entityEmbeddingSize = 10
    configuration.layerCount = 6
    configuration.attentionHeadCount = 3
    configuration.intermediateSize = 96
    configuration.maximumPositionCount = 70
    return configuration
  }

  private static let batch = PackedBatch(
    [20, 7, 33].map { count in
      LukeExample(
        wordIDs: (0..<count).map { Int32(5 + $0) }, entityIDs: [2, 3],
        entityPositions: [[0, 1], [Int32(count) - 1]])
    }, paddingID: 1)

  /// The loss and the gradients of all parameters by name, with dropout.
  private static func train(
    usesCheckpointing: Bool, isFrozen: Bool = false, precision: Precision = .float32
  ) -> (loss: [Float], gradients: [String: [Float]]) {
    let store = ParameterStore()
    let model = LukeForEntityPairClassification(configuration, labelCount: 4, in: store)
    store.allocate()
    store.allocateGradients()
    store.initialize(seed: 3)
    if isFrozen { store.setTrainable { $0.name.contains("layer.5") } }
    var loss: [Float] = []
    // Two passes: the second adds to the gradients of the first.
    for step in 0..<2 {
      let tape = Tape(
        .training(seed: 9, step: UInt64(step)), precision: precision,
        usesCheckpointing: usesCheckpointing)
      let logits = model.logits(model.luke(batch, on: tape), batch, on: tape)
      let part = tape.crossEntropy(logits, labels: [0, 3, 1])
      loss += part.values
      tape.backward(from: part)
    }
    let gradients = store.parameters.compactMap { parameter in
      parameter.gradient.map { (parameter.name, $0.values) }
    }
    return (loss, Dictionary(uniqueKeysWithValues: gradients))
  }

  @Test(arguments: [false, true], Precision.allCases)
  func sameBits(_ isFrozen: Bool, _ precision: Precision) {
    let plain = Self.train(usesCheckpointing: false, isFrozen: isFrozen, precision: precision)
    let saving = Self.train(usesCheckpointing: true, isFrozen: isFrozen, precision: precision)
    expectSameBits(saving.loss, plain.loss)
    #expect(plain.gradients.count > 10)
    #expect(Set(saving.gradients.keys) == Set(plain.gradients.keys))
    for (name, values) in plain.gradients { expectSameBits(saving.gradients[name] ?? [], values) }
  }

  /// A gradient in bfloat16 points where that of float32 points, and is not the same.
  @Test func bfloat16IsNear() {
    let exact = Self.train(usesCheckpointing: false)
    let rounded = Self.train(usesCheckpointing: false, precision: .bfloat16)
    expectClose(rounded.loss, exact.loss, relativeToLargest: 0.01)
    #expect(rounded.loss != exact.loss)
    for (name, expected) in exact.gradients {
      guard expected.contains(where: { abs($0) > 1e-5 }) else { continue }
      let found = rounded.gradients[name] ?? []
      func dot(_ a: [Float], _ b: [Float]) -> Double {
        zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
      }
      let cosine = dot(found, expected) / (dot(found, found) * dot(expected, expected)).squareRoot()
      #expect(cosine > 0.99, "\(name)")
    }
  }

  /// In processes of their own, since other tests use the same pool of memory.
  @Test func holdsLessMemory() async {
    await #expect(processExitsWith: .success) {
      _ = Self.train(usesCheckpointing: true)
      let saving = BufferPool.shared.usage.peakBytes
      _ = Self.train(usesCheckpointing: false)
      #expect(BufferPool.shared.usage.peakBytes > saving * 3 / 2)
    }
  }

  /// What is frozen down to the words is not computed again.
  @Test func frozenLayersNeedNoGradient() {
    let store = ParameterStore()
    let model = LukeEncoder(Self.configuration, in: store.root)
    store.allocate()
    store.initialize(seed: 1)
    for (isFrozen, pattern) in [(true, "pooler"), (false, "layer.0")] {
      store.setTrainable { $0.name.contains(pattern) }
      let tape = Tape(.recording, usesCheckpointing: true)
      #expect(model(Self.batch, on: tape).all.requiresGradient != isFrozen)
    }
  }

  @Test func inferenceHasNothingToSave() {
    let tape = Tape(.inference, usesCheckpointing: true)
    #expect(!tape.usesCheckpointing)
  }
}
