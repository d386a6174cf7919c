import LukeAutodiff
import LukeLayers
import LukeModel
import LukeTestSupport
import Testing

/// No layer of a model reaches past the adapter of a parameter.
@Suite struct AdaptedModelTests {
  /// Counts how often it is asked, and adds a matrix of its own.
  private final class Addition: ParameterAdapter {
    let addend: Tensor
    var count = 0

    init(like tensor: Tensor, seed: UInt64) {
      var generator = SeededGenerator(seed: seed)
      addend = Tensor(
        generator.floats(tensor.count).map { $0 / 10 }, rows: tensor.rows,
        columns: tensor.columns, requiresGradient: true)
    }

    func value(of base: Tensor, on tape: Tape) -> Tensor {
      count += 1
      return tape.add(base, addend)
    }
  }

  private static var configuration: LukeConfiguration {
    var configuration = LukeConfiguration()
    (configuration.vocabularySize, configuration.entityVocabularySize) = (20, 9)
    (configuration.hiddenSize, configuration.entityEmbeddingSize) = (8, 4)
    (configuration.layerCount, configuration.attentionHeadCount) = (2, 2)
    (configuration.intermediateSize, configuration.maximumPositionCount) = (16, 12)
    configuration.initializerRange = 0.3
    return configuration
  }

  /// The loss and the gradients that adapters of all parameters got.
  private func train(usesCheckpointing: Bool) -> (loss: [Float], gradients: [[Float]]) {
    let store = ParameterStore()
    let model = LukeForMaskedLM(Self.configuration, in: store)
    store.allocate()
    store.initialize(seed: 3)
    store.setTrainable { _ in false }
    let adapters = store.parameters.enumerated().map { index, parameter in
      let adapter = Addition(like: parameter.tensor, seed: UInt64(index))
      parameter.adapter = adapter
      return (parameter.name, adapter)
    }
    let batch = PackedBatch(
      [
        LukeExample(
          wordIDs: [0, 5, 6, 7, 2], entityIDs: [2, 8, 2], entityPositions: [[1], [2, 3], [3]])
      ], paddingID: 1)
    let tape = Tape(.training(seed: 1, step: 1), usesCheckpointing: usesCheckpointing)
    let states = model.luke(batch, on: tape)
    let loss = tape.add(
      model.wordLoss(states, .init(rows: [1, 3], labels: [4, 7]), on: tape),
      model.entityLoss(states, .init(rows: [0], labels: [4]), on: tape))
    let values = loss.values
    tape.backward(from: loss)
    for (name, adapter) in adapters {
      // Nothing here pools.
      let isUsed = !name.contains("pooler")
      #expect((adapter.count > 0) == isUsed, "\(name)")
      #expect((adapter.addend.gradient != nil) == isUsed, "\(name)")
    }
    return (values, adapters.map { $0.1.addend.gradient?.values ?? [] })
  }

  @Test func everyLayerAsksTheAdapter() {
    let (plain, saving) = (train(usesCheckpointing: false), train(usesCheckpointing: true))
    expectSameBits(saving.loss, plain.loss)
    for (one, other) in zip(saving.gradients, plain.gradients) { expectSameBits(one, other) }
  }
}
