import LukeAutodiff
import LukeLayers
import LukeTestSupport
import Testing

/// Layers compute with what an adapter makes of a parameter, and gradients reach both.
@Suite struct ParameterAdapterTests {
  /// Adds a product of two narrow matrices, up · downᵀ.
  private struct LowRank: ParameterAdapter {
    let up, down: Tensor

    init(rows: Int, columns: Int, rank: Int, seed: UInt64) {
      var generator = SeededGenerator(seed: seed)
      up = Tensor(
        generator.floats(rows * rank), rows: rows, columns: rank, requiresGradient: true)
      down = Tensor(
        generator.floats(columns * rank), rows: columns, columns: rank, requiresGradient: true)
    }

    func value(of base: Tensor, on tape: Tape) -> Tensor {
      tape.add(base, tape.linear(up, weight: down, bias: nil))
    }
  }

  /// Declares layers in a store; the result runs them.
  private typealias Model = (ParameterStore) -> (Tape) -> Tensor

  /// Runs a model with adapters of some parameters, and one whose own values are what they make.
  ///
  /// The gradient of `up` is then G · down and that of `down` Gᵀ · up, with G that of the whole.
  private func check(_ model: Model, adapted names: [String]) throws {
    let (adapted, plain) = (ParameterStore(), ParameterStore())
    let (runAdapted, runPlain) = (model(adapted), model(plain))
    for store in [adapted, plain] {
      store.allocate()
      store.allocateGradients()
      store.initialize(seed: 6)
    }
    var adapters: [(name: String, LowRank)] = []
    for (index, name) in names.enumerated() {
      let parameter = try #require(adapted[name])
      let shape = (parameter.tensor.rows, parameter.tensor.columns)
      let adapter = LowRank(rows: shape.0, columns: shape.1, rank: 2, seed: UInt64(index))
      parameter.adapter = adapter
      adapters.append((name, adapter))
      let value = parameter.value(on: Tape(.inference)).values
      #expect(value != parameter.tensor.values)
      plain[name]?.tensor.withUnsafeMutableBuffer { _ = $0.update(from: value) }
    }
    let results = [runAdapted, runPlain].map { run in
      let tape = Tape(.recording)
      let y = run(tape)
      let values = y.values
      tape.backward(from: tape.crossEntropy(y, labels: (0..<Int32(y.rows)).map { $0 % 2 }))
      return values
    }
    expectClose(results[0], results[1], relativeToLargest: 1e-6)
    for (one, other) in zip(adapted.parameters, plain.parameters) {
      expectClose(
        one.gradient?.values ?? [], other.gradient?.values ?? [1], relativeToLargest: 1e-5,
        one.name)
    }
    for (name, adapter) in adapters {
      let whole = try #require(plain[name]?.gradient)
      let (rows, columns, rank) = (whole.rows, whole.columns, adapter.up.columns)
      let (g, up, down) = (whole.values, adapter.up.values, adapter.down.values)
      let dUp = (0..<rows * rank).map { place in
        (0..<columns).reduce(Float(0)) {
          $0 + g[place / rank * columns + $1] * down[$1 * rank + place % rank]
        }
      }
      let dDown = (0..<columns * rank).map { place in
        (0..<rows).reduce(Float(0)) {
          $0 + g[$1 * columns + place / rank] * up[$1 * rank + place % rank]
        }
      }
      expectClose(adapter.up.gradient?.values ?? [], dUp, relativeToLargest: 1e-5, name)
      expectClose(adapter.down.gradient?.values ?? [], dDown, relativeToLargest: 1e-5, name)
    }
  }

  private static func input(_ rows: Int, _ columns: Int) -> Tensor {
    var generator = SeededGenerator(seed: 3)
    return Tensor(generator.floats(rows * columns), rows: rows, columns: columns)
  }

  @Test func layers() throws {
    try check(
      { store in
        let inner = Linear(from: 4, to: 5, standardDeviation: 0.5, in: store.root["inner"])
        let norm = LayerNorm(size: 5, epsilon: 1e-5, in: store.root["norm"])
        let outer = Linear(from: 5, to: 3, standardDeviation: 0.5, in: store.root["outer"])
        return { outer(norm(inner.gelu(Self.input(6, 4), on: $0), on: $0), on: $0) }
      }, adapted: ["inner.weight", "norm.weight", "norm.bias", "outer.weight", "outer.bias"])
  }

  /// One of three parameters that one product computes, and all of them.
  @Test(arguments: [["b"], ["a", "b", "c"], ["c"]])
  func stacks(_ names: [String]) throws {
    try check(
      { store in
        let names = ["a", "b", "c"]
        let weights = store.root["weight"].stack(
          names, shape: [2, 4], role: .weight, initializer: .normal(standardDeviation: 0.5))
        let biases = store.root["bias"].stack(
          names, shape: [2], role: .bias, initializer: .normal(standardDeviation: 0.5))
        return { tape in
          tape.linear(
            Self.input(6, 4), weight: weights.value(0..<3, on: tape),
            bias: biases.value(0..<3, on: tape))
        }
      }, adapted: names.flatMap { ["weight." + $0, "bias." + $0] })
  }

  @Test func tables() throws {
    try check(
      { store in
        let words = Embedding(
          rows: 7, size: 3, paddingIndex: 1, standardDeviation: 0.5, in: store.root["words"])
        let output = Linear(from: 3, to: 2, standardDeviation: 0.5, in: store.root["output"])
        return { tape in
          let rows = tape.embeddingSum([
            words.lookup([2, 1, 6, 2], on: tape), words.means([[0, 3], [], [4], [2]], on: tape),
          ])
          return output(rows, on: tape)
        }
      }, adapted: ["words.weight"])
  }

  /// A frozen weight gets no gradient, its adapter does.
  @Test func frozenWeightsAreAdapted() {
    let store = ParameterStore()
    let layer = Linear(from: 4, to: 3, standardDeviation: 0.5, in: store.root)
    store.allocate()
    store.initialize(seed: 1)
    store.setTrainable { _ in false }
    let adapter = LowRank(rows: 3, columns: 4, rank: 1, seed: 1)
    layer.weight.adapter = adapter
    let tape = Tape(.recording)
    tape.backward(
      from: tape.crossEntropy(layer(Self.input(2, 4), on: tape), labels: [0, 2]))
    #expect(layer.weight.gradient == nil && layer.bias?.gradient == nil)
    #expect(adapter.up.gradient != nil && adapter.down.gradient != nil)
  }
}
