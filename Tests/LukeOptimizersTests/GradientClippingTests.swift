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

  /// Gradients that float32 holds no more in full are divided by nothing, whatever the maximum is.
  @Test func vanishedGradientsAreNotScaled() {
    let least = Float.leastNormalMagnitude
    for norm in [0, .leastNonzeroMagnitude, least / 100, least.nextDown] {
      #expect(GradientClipping.hasVanished(norm: norm))
      for maximum in [nil, 1, 1e-30, .leastNonzeroMagnitude] as [Float?] {
        #expect(GradientClipping.scale(norm: norm, maximumNorm: maximum) == 1)
      }
      for maximum in [nil, 1] as [Float?] {
        #expect(
          FiniteAndClipped(maximumNorm: maximum).decide(on: store(gradient: [norm, 0]), loss: 2)
            == .vanished(norm: norm))
      }
    }
    #expect(!GradientClipping.hasVanished(norm: least))
    #expect(
      FiniteAndClipped(maximumNorm: 1).decide(on: store(gradient: [0, 2e-38]), loss: 2)
        == .update(scale: 1, norm: 2e-38))
  }

  @Test func normIsThatOfAllGradientsTogether() {
    let store = ParameterStore()
    for (name, shape) in [("a", [300, 401]), ("b", [7]), ("c", [1, 1])] {
      _ = store.root.parameter(name, shape: shape, role: .weight, initializer: .zeros)
    }
    store.allocate()
    #expect(store.gradientNorm() == 0)
    var (generator, sum) = (SeededGenerator(seed: 1), 0.0)
    for parameter in store.parameters {
      let values = generator.floats(parameter.count)
      sum += values.reduce(0) { $0 + Double($1) * Double($1) }
      let tensor = parameter.tensor
      tensor.accumulateGradient(Tensor(values, rows: tensor.rows, columns: tensor.columns))
    }
    expectClose([store.gradientNorm()], [Float(sum.squareRoot())], relativeToLargest: 1e-6)
  }

  private func store(gradient: [Float]) -> ParameterStore {
    let store = ParameterStore()
    let parameter = store.root.parameter(
      "w", shape: [gradient.count], role: .weight, initializer: .ones)
    store.allocate()
    store.initialize(seed: 1)
    parameter.tensor.accumulateGradient(Tensor(gradient, rows: 1, columns: gradient.count))
    return store
  }

  /// Steps without numbers are left out, others clipped; nothing is changed yet.
  @Test func theHookDecides() {
    let hook = FiniteAndClipped(maximumNorm: 1)
    let fine = store(gradient: [3, 4])
    let factor = GradientClipping.scale(norm: 5, maximumNorm: 1)
    #expect(hook.decide(on: fine, loss: 2) == .update(scale: factor, norm: 5))
    #expect(
      FiniteAndClipped(maximumNorm: nil).decide(on: fine, loss: 2) == .update(scale: 1, norm: 5))
    for loss in [Double.nan, .infinity, -.infinity] {
      #expect(hook.decide(on: fine, loss: loss) == .skip)
    }
    for value in [Float.nan, .infinity, -.infinity] {
      #expect(hook.decide(on: store(gradient: [0, value]), loss: 2) == .skip)
    }
    #expect(fine["w"]?.gradient?.values == [3, 4] && fine["w"]?.tensor.values == [1, 1])
  }

  /// What is frozen does not count, whatever its gradient is.
  @Test func frozenParametersDoNotCount() {
    let store = self.store(gradient: [.nan, 1])
    store.setTrainable { _ in false }
    #expect(
      FiniteAndClipped(maximumNorm: 1).decide(on: store, loss: 2) == .vanished(norm: 0))
  }
}
