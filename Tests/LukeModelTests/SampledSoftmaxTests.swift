import LukeAutodiff
import LukeLayers
import LukeModel
import LukeTestSupport
import Testing

@Suite struct SampledSoftmaxTests {
  private let store = ParameterStore()
  private let model: LukeForMaskedLM
  private let batch: PackedBatch
  private let targets = LukeForMaskedLM.Targets(rows: [0, 2], labels: [4, 7])

  init() {
    var configuration = LukeConfiguration()
    configuration.vocabularySize = 20
    configuration.entityVocabularySize = 9
    configuration.hiddenSize = 8
    configuration.entityEmbeddingSize = 4
    configuration.layerCount = 1
    configuration.attentionHeadCount = 2
    configuration.intermediateSize = 16
    configuration.maximumPositionCount = 12
    configuration.initializerRange = 0.5
    model = LukeForMaskedLM(configuration, in: store)
    store.allocate()
    store.allocateGradients()
    store.initialize(seed: 3)
    batch = PackedBatch(
      [
        LukeExample(
          wordIDs: [0, 5, 6, 7, 2], entityIDs: [2, 8, 2], entityPositions: [[1], [2, 3], [3]])
      ], paddingID: configuration.paddingID)
  }

  /// The loss and the gradients of everything.
  private func loss(_ candidates: ClassCandidates?) -> (value: Float, gradients: [String: [Float]])
  {
    store.clearGradients()
    let tape = Tape(.recording)
    let loss = model.entityLoss(
      model.luke(batch, on: tape), targets, candidates: candidates, on: tape)
    let value = loss.values[0]
    tape.backward(from: loss)
    var gradients: [String: [Float]] = [:]
    for parameter in store.parameters {
      if let gradient = parameter.gradient { gradients[parameter.name] = gradient.values }
    }
    return (value, gradients)
  }

  /// With every entity a candidate and nothing corrected it is the whole softmax.
  @Test func allCandidatesAreTheWholeSoftmax() {
    let whole = loss(nil)
    let all = (0..<9).map(Int32.init)
    let sampled = loss(
      ClassCandidates(classes: all.reversed(), offsets: [Float](repeating: 0.25, count: 9)))
    #expect(abs(whole.value - sampled.value) < 1e-6)
    #expect(whole.gradients.keys == sampled.gradients.keys)
    for (name, gradient) in whole.gradients {
      let other = sampled.gradients[name] ?? []
      #expect(other.count == gradient.count)
      #expect(zip(gradient, other).allSatisfy { abs($0 - $1) < 1e-5 }, "\(name)")
    }
  }

  /// Entities that are no candidates get no gradient.
  @Test func othersStayAsTheyAre() throws {
    let sampled = loss(ClassCandidates(classes: [4, 7, 3], offsets: [0, -0.5, 1]))
    let bias = try #require(sampled.gradients["entity_predictions.bias"])
    #expect(bias.indices.filter { bias[$0] != 0 } == [3, 4, 7])
    #expect(sampled.value != loss(nil).value)
  }
}
