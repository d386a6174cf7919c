import LukeAutodiff
import LukeLayers
import LukeTestSupport
import Testing

/// Layers hand their parameters to the operations in the right places.
@Suite struct LayerTests {
  private func fill(_ parameter: Parameter?, _ values: [Float]) {
    parameter?.tensor.withUnsafeMutableBuffer { _ = $0.update(from: values) }
  }

  @Test func linear() {
    let store = ParameterStore()
    let layer = Linear(from: 2, to: 3, standardDeviation: 1, in: store.root)
    store.allocate()
    fill(layer.weight, [1, 2, 3, 4, 5, 6])
    fill(layer.bias, [10, 20, 30])
    let y = layer(Tensor([1, -1, 2, 0], rows: 2, columns: 2), on: Tape(.inference))
    #expect(y.values == [9, 19, 29, 12, 26, 40])
  }

  @Test func layerNorm() {
    let store = ParameterStore()
    let layer = LayerNorm(size: 2, epsilon: 0, in: store.root)
    store.allocate()
    store.initialize(seed: 1)
    let x = Tensor([1, 3, -7, -9], rows: 2, columns: 2)
    #expect(layer(x, on: Tape(.inference)).values == [-1, 1, 1, -1])
    fill(layer.weight, [2, 3])
    fill(layer.bias, [10, 20])
    #expect(layer(x, on: Tape(.inference)).values == [8, 23, 12, 17])
  }

  @Test func embedding() {
    let store = ParameterStore()
    let table = Embedding(
      rows: 4, size: 2, paddingIndex: 0, standardDeviation: 1, in: store.root["table"])
    store.allocate()
    fill(table.weight, [1, 2, 3, 4, 5, 6, 7, 8])
    let tape = Tape(.recording)
    let rows = tape.embeddingSum([table.lookup([0, 3], on: tape)])
    #expect(rows.values == [1, 2, 7, 8])
    #expect(
      tape.embeddingSum([table.means([[1, 3], [], [2]], on: tape)]).values == [5, 6, 0, 0, 5, 6])
    tape.backward(from: tape.crossEntropy(rows, labels: [0, 0]))
    #expect(table.weight.gradient?.values.prefix(6) == [0, 0, 0, 0, 0, 0])
    #expect(table.weight.gradient?.rows(3..<4).values.allSatisfy { $0 != 0 } == true)
  }
}
