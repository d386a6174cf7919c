import LukeAutodiff
import LukeLayers
import LukeTestSupport
import Testing

/// Names, shapes and places of parameters.
@Suite struct ParameterStoreTests {
  private let tape = Tape(.inference)

  /// Parameters of odd sizes, a stack in the middle.
  private struct Sample {
    let store = ParameterStore()
    let table: Embedding
    let stack: ParameterStack
    let dense: Linear
    let norm: LayerNorm

    init() {
      let layer = store.root["encoder.layer"][1]
      table = Embedding(
        rows: 5, size: 3, paddingIndex: 1, standardDeviation: 0.02, in: store.root["words"])
      stack = layer["attention"].stack(
        ["query.weight", "key.weight", "value.weight"], shape: [3, 3], role: .weight,
        initializer: .normal(standardDeviation: 1))
      dense = Linear(from: 3, to: 7, standardDeviation: 0.02, in: layer["dense"])
      norm = LayerNorm(size: 7, epsilon: 1e-5, in: layer["norm"])
      store.allocate()
    }
  }

  @Test func namesAreThePathsInOrder() {
    let sample = Sample()
    #expect(
      sample.store.parameters.map(\.name) == [
        "words.weight", "encoder.layer.1.attention.query.weight",
        "encoder.layer.1.attention.key.weight", "encoder.layer.1.attention.value.weight",
        "encoder.layer.1.dense.weight", "encoder.layer.1.dense.bias",
        "encoder.layer.1.norm.weight", "encoder.layer.1.norm.bias",
      ])
    #expect(sample.store.root.path == "" && sample.store.root["a"][3]["b"].path == "a.3.b")
    #expect(sample.store.valueCount == 15 + 27 + 21 + 7 + 7 + 7)
  }

  @Test func parametersAreFoundByName() {
    let sample = Sample()
    #expect(sample.store["words.weight"] === sample.table.weight)
    #expect(sample.store["encoder.layer.1.dense.bias"] === sample.dense.bias)
    #expect(sample.store["encoder.layer.1.attention.key.weight"] === sample.stack.parameters[1])
    #expect(sample.store["words"] == nil && sample.store[""] == nil)
  }

  @Test func shapesAndRoles() {
    let sample = Sample()
    let found = sample.store.parameters.map { "\($0.shape) \($0.role) \($0.role.decays)" }
    #expect(
      found == [
        "[5, 3] embedding true", "[3, 3] weight true", "[3, 3] weight true",
        "[3, 3] weight true", "[7, 3] weight true", "[7] bias false",
        "[7] normalization false", "[7] bias false",
      ])
    for parameter in sample.store.parameters {
      let (rows, columns) = (
        parameter.shape.count == 1 ? 1 : parameter.shape[0], parameter.shape.last
      )
      #expect(parameter.tensor.rows == rows && parameter.tensor.columns == columns)
      #expect(parameter.count == parameter.tensor.count)
    }
  }

  @Test func aLinearLayerMayLackABias() {
    let store = ParameterStore()
    let layer = Linear(
      from: 2, to: 2, hasBias: false, standardDeviation: 1, in: store.root["dense"])
    #expect(layer.bias == nil && store.parameters.map(\.name) == ["dense.weight"])
  }

  @Test func memoryIsAlignedAndApart() {
    let sample = Sample()
    let starts = [sample.table.weight, sample.stack.parameters[0], sample.dense.weight]
    for parameter in starts + [sample.dense.bias, sample.norm.weight].compactMap({ $0 }) {
      #expect(UInt(bitPattern: parameter.tensor.pointer) % 64 == 0, "\(parameter.name)")
    }
    fillWithNumbers(sample.store)
    expectNumbers(sample.store.parameters.map(\.tensor))
  }

  @Test func arenasHaveTheLayoutOfTheParameters() {
    let sample = Sample()
    let arena = sample.store.makeArena()
    #expect(arena.count == sample.store.parameters.count)
    for (tensor, parameter) in zip(arena, sample.store.parameters) {
      #expect(tensor.rows == parameter.tensor.rows && tensor.columns == parameter.tensor.columns)
      #expect(tensor.values.allSatisfy { $0 == 0 })
    }
    // Tables stand apart; all else lies as the parameters do.
    let first = sample.stack.parameters[0].tensor.pointer
    for (tensor, parameter) in zip(arena, sample.store.parameters).dropFirst() {
      #expect(tensor.pointer - arena[1].pointer == parameter.tensor.pointer - first)
    }
    for (index, tensor) in arena.enumerated() { tensor.fill(with: Float(index)) }
    expectNumbers(arena)
  }

  @Test func stacksAreContiguous() {
    let sample = Sample()
    fillWithNumbers(sample.store)
    let (query, key) = (sample.stack.parameters[0].tensor, sample.stack.parameters[1].tensor)
    #expect(key.pointer == query.pointer + 9)
    let joined = sample.stack.value(1..<3, on: tape)
    #expect(joined.rows == 6 && joined.columns == 3 && joined.pointer == key.pointer)
    #expect(joined.values == [Float](repeating: 2, count: 9) + [Float](repeating: 3, count: 9))
    #expect(sample.stack.value(0..<3, on: tape).values.count == 27)
  }

  @Test func stackedVectorsJoinToOneRow() {
    let store = ParameterStore()
    let biases = store.root.stack(
      ["a", "b", "c"], shape: [5], role: .bias, initializer: .zeros)
    store.allocate()
    fillWithNumbers(store)
    let joined = biases.value(1..<3, on: tape)
    #expect(joined.rows == 1 && joined.columns == 10)
    #expect(joined.values == [1, 1, 1, 1, 1, 2, 2, 2, 2, 2])
    #expect(biases.value(0..<1, on: tape).rows == 1 && biases.value(0..<3, on: tape).columns == 15)
  }

  @Test func stackGradientsReachEachParameter() {
    let store = ParameterStore()
    let stack = store.root.stack(
      ["a", "b", "c"], shape: [2, 3], role: .weight, initializer: .ones)
    store.allocate()
    store.allocateGradients()
    store.initialize(seed: 1)
    let x = Tensor([1, 2, 3], rows: 1, columns: 3)
    let tape = Tape(.recording)
    let y = tape.linear(x, weight: stack.value(1..<3, on: tape), bias: nil)
    tape.backward(from: tape.crossEntropy(y, labels: [0]))
    #expect(stack.parameters[0].gradient == nil, "it took no part")
    expectClose(
      stack.parameters[1].gradient?.values ?? [], [-0.75, -1.5, -2.25, 0.25, 0.5, 0.75],
      tolerance: 1e-6)
    expectClose(
      stack.parameters[2].gradient?.values ?? [], [0.25, 0.5, 0.75, 0.25, 0.5, 0.75],
      tolerance: 1e-6)
  }

  @Test func gradientsStayInTheirArena() {
    let sample = Sample()
    sample.store.allocateGradients()
    #expect(sample.store.parameters.allSatisfy { $0.gradient == nil })
    var first: UnsafeMutablePointer<Float>?
    for _ in 0..<3 {
      sample.store.clearGradients()
      let tape = Tape(.recording)
      let rows = tape.embeddingSum([sample.table.lookup([0, 1, 4], on: tape)])
      let y = sample.norm(sample.dense(rows, on: tape), on: tape)
      tape.backward(from: tape.crossEntropy(y, labels: [0, 1, 2]))
      let pointer = sample.dense.weight.gradient?.pointer
      #expect(pointer != nil && (first == nil || first == pointer))
      first = pointer
      #expect(sample.table.weight.gradient?.rows(1..<2).values == [0, 0, 0])
      #expect(sample.stack.parameters.allSatisfy { $0.gradient == nil })
    }
    sample.store.clearGradients()
    #expect(sample.store.parameters.allSatisfy { $0.gradient == nil })
  }

  private func fillWithNumbers(_ store: ParameterStore) {
    for (index, parameter) in store.parameters.enumerated() {
      parameter.tensor.fill(with: Float(index))
    }
  }

  private func expectNumbers(_ tensors: [Tensor]) {
    for (index, tensor) in tensors.enumerated() {
      #expect(tensor.values.allSatisfy { $0 == Float(index) })
    }
  }
}
