import LukeAutodiff
import LukeLayers
import LukeTestSupport
import Testing

/// Gradients of parts of a batch add up to those of the whole.
@Suite struct AccumulationTests {
  private struct Model {
    let store = ParameterStore()
    let inner: Linear
    let outer: Linear

    init() {
      inner = Linear(from: 6, to: 9, standardDeviation: 0.5, in: store.root["inner"])
      outer = Linear(from: 9, to: 4, standardDeviation: 0.5, in: store.root["outer"])
      store.allocate()
      store.allocateGradients()
      store.initialize(seed: 3)
    }

    /// Adds the gradients of rows `range` of the batch.
    func accumulate(_ range: Range<Int>, normalizer: Float?) {
      let tape = Tape(.recording)
      let (weight, bias) = (inner.weight.tensor, inner.bias?.tensor)
      guard let bias else { return }
      let hidden = tape.linearGELU(Self.x.rows(range), weight: weight, bias: bias)
      let logits = outer(hidden, on: tape)
      tape.backward(
        from: tape.crossEntropy(
          logits, labels: Array(Self.labels[range]), normalizer: normalizer))
    }

    var gradients: [[Float]] { store.parameters.map { $0.gradient?.values ?? [] } }

    static var x: Tensor {
      var generator = SeededGenerator(seed: 1)
      return Tensor(generator.floats(60, in: -2...2), rows: 10, columns: 6)
    }
    static let labels: [Int32] = [0, 3, -100, 1, 2, 2, -100, -100, 1, 0]
  }

  @Test(arguments: [[5], [1, 7], [3, 4, 9]])
  func partsEqualTheWhole(_ cuts: [Int]) {
    let (whole, parts) = (Model(), Model())
    whole.accumulate(0..<10, normalizer: nil)
    for (start, end) in zip([0] + cuts, cuts + [10]) {
      parts.accumulate(start..<end, normalizer: 7)
    }
    for (index, parameter) in whole.store.parameters.enumerated() {
      expectClose(
        parts.gradients[index], whole.gradients[index], relativeToLargest: 1e-5, parameter.name)
      #expect(whole.gradients[index].contains { $0 != 0 })
    }
  }

  /// Without a shared normalizer the parts are means of their own, which do not add up.
  @Test func ownNormalizersDoNot() {
    let (whole, parts) = (Model(), Model())
    whole.accumulate(0..<10, normalizer: nil)
    for range in [0..<2, 2..<10] { parts.accumulate(range, normalizer: nil) }
    let fault = difference(
      of: parts.gradients[0], from: RecordedTensor(shape: [9, 6], values: whole.gradients[0]),
      tolerance: Tolerance(relativeToLargest: 1e-2), name: "weight")
    #expect(fault != nil)
  }
}
