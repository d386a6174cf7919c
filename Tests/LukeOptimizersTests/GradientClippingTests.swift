import LukeAutodiff
import LukeLayers
import LukeOptimizers
import LukeTestSupport
import Testing

/// The norm of all gradients and the factor that brings it down.
@Suite struct GradientClippingTests {
  @Test func factors() {
    #expect(GradientClipping.scale(norm: 100, maximumNorm: nil) == 1)
    #expect(GradientClipping.scale(norm: 0.5, maximumNorm: 1) == 1)
    #expect(GradientClipping.scale(norm: 0, maximumNorm: 1) == 1)
    // max_norm / (norm + 1e-6), at most 1.
    let factors = [(1, 1), (4, 1), (4, 2.5), (0.001, 0.0005)].map {
      GradientClipping.scale(norm: $0.0, maximumNorm: $0.1)
    }
    expectClose(factors, [0.999999, 0.24999994, 0.6249998, 0.4995005], relativeToLargest: 2e-7)
  }

  @Test func squaresThatNoFloatHoldsAreFound() {
    #expect(GradientClipping.mayOverflow(norm: 2e19, maximumNorm: nil))
    #expect(!GradientClipping.mayOverflow(norm: 1e19, maximumNorm: nil))
    #expect(!GradientClipping.mayOverflow(norm: 2e19, maximumNorm: 1))
  }

  @Test func normIsThatOfAllGradientsTogether() {
    let store = ParameterStore()
    for (name, shape) in [("a", [300, 401]), ("b", [7]), ("c", [1, 1])] {
      _ = store.root.parameter(name, shape: shape, role: .weight, initializer: .zeros)
    }
    store.allocate()
    let optimizer = AdamW(store)
    #expect(optimizer.gradientNorm() == 0)
    var (generator, sum) = (SeededGenerator(seed: 1), 0.0)
    for parameter in store.parameters {
      let values = generator.floats(parameter.count)
      sum += values.reduce(0) { $0 + Double($1) * Double($1) }
      let tensor = parameter.tensor
      tensor.accumulateGradient(Tensor(values, rows: tensor.rows, columns: tensor.columns))
    }
    expectClose([optimizer.gradientNorm()], [Float(sum.squareRoot())], relativeToLargest: 1e-6)
  }
}
