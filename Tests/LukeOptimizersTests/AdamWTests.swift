import LukeAutodiff
import LukeLayers
import LukeOptimizers
import LukeTestSupport
import Testing

/// AdamW against its formulas in double precision, and against numbers of torch.optim.AdamW.
@Suite struct AdamWTests {
  /// torch.optim.AdamW for one parameter, in the plainest way.
  private struct Reference {
    var value: [Double]
    var first: [Double]
    var second: [Double]
    var step = 0
    let decay: Double
    let epsilon: Double
    let correctsBias: Bool

    init(_ value: [Float], decay: Double, epsilon: Double, correctsBias: Bool) {
      self.value = value.map(Double.init)
      first = value.map { _ in 0 }
      second = first
      (self.decay, self.epsilon, self.correctsBias) = (decay, epsilon, correctsBias)
    }

    mutating func update(_ gradient: [Float], rate: Double, scale: Double) {
      step += 1
      var (correction1, correction2) = (1.0, 1.0)
      for _ in 0..<step { (correction1, correction2) = (correction1 * 0.9, correction2 * 0.999) }
      (correction1, correction2) =
        correctsBias ? (1 - correction1, 1 - correction2) : (1, 1)
      for index in value.indices {
        let gradient = Double(gradient[index]) * scale
        value[index] *= 1 - rate * decay
        first[index] = 0.9 * first[index] + 0.1 * gradient
        second[index] = 0.999 * second[index] + 0.001 * gradient * gradient
        let denominator = second[index].squareRoot() / correction2.squareRoot() + epsilon
        value[index] -= rate / correction1 * first[index] / denominator
      }
    }
  }

  private struct Run: Sendable, CustomTestStringConvertible {
    var decay: Float = 0.1
    var epsilon: Float = 1e-6
    var correctsBias = true
    var scale: Float = 1
    var testDescription: String {
      "decay \(decay), ε \(epsilon), correction \(correctsBias), scale \(scale)"
    }
  }

  private static let runs = [
    Run(), Run(decay: 0), Run(correctsBias: false), Run(scale: 0.125),
    Run(epsilon: 1e-3, correctsBias: false, scale: 0.5),
  ]

  /// One parameter of each role; the table is larger than what one worker updates at a time.
  private func makeStore() -> ParameterStore {
    let store = ParameterStore()
    let normal = Initializer.normal(standardDeviation: 1)
    for (name, shape, role) in [
      ("weight", [7, 5], .weight), ("bias", [7], .bias), ("norm", [3], .normalization),
      ("table", [701, 101], .embedding),
    ] as [(String, [Int], Parameter.Role)] {
      _ = store.root.parameter(name, shape: shape, role: role, initializer: normal)
    }
    store.allocate()
    store.allocateGradients()
    store.initialize(seed: 5)
    return store
  }

  private func setGradient(_ parameter: Parameter, _ values: [Float]) {
    let tensor = parameter.tensor
    tensor.accumulateGradient(Tensor(values, rows: tensor.rows, columns: tensor.columns))
  }

  @Test(arguments: runs)
  private func followsTheFormulas(_ run: Run) {
    let store = makeStore()
    var settings = AdamW.Settings()
    (settings.weightDecay, settings.epsilon) = (run.decay, run.epsilon)
    settings.correctsBias = run.correctsBias
    let optimizer = AdamW(store, settings: settings)
    var references = store.parameters.map {
      Reference(
        $0.tensor.values, decay: $0.role.decays ? Double(run.decay) : 0,
        epsilon: Double(run.epsilon), correctsBias: run.correctsBias)
    }
    var generator = SeededGenerator(seed: 2)
    for step in 0..<12 {
      store.clearGradients()
      let rate = 0.01 / Float(step + 1)
      for index in references.indices {
        let gradient = generator.floats(store.parameters[index].count)
        setGradient(store.parameters[index], gradient)
        references[index].update(gradient, rate: Double(rate), scale: Double(run.scale))
      }
      optimizer.step(learningRate: rate, gradientScale: run.scale)
    }
    for (index, state) in optimizer.state.enumerated() {
      let (expected, parameter) = (references[index], store.parameters[index])
      #expect(state.name == parameter.name && state.shape == parameter.shape && state.step == 12)
      expectClose(
        parameter.tensor.values, expected.value.map(Float.init), tolerance: 2e-6, state.name)
      expectClose(
        state["first_moment"]?.values ?? [], expected.first.map(Float.init), relativeToLargest: 1e-5
      )
      expectClose(
        state["second_moment"]?.values ?? [], expected.second.map(Float.init),
        relativeToLargest: 3e-5)
    }
  }

  /// Numbers of torch 2: lr 0.01, betas (0.9, 0.98), eps 1e-6, weight decay 0.1 for the weight alone.
  @Test func recordedSteps() {
    let store = ParameterStore()
    let weight = store.root.parameter("w", shape: [1, 3], role: .weight, initializer: .zeros)
    let bias = store.root.parameter("b", shape: [2], role: .bias, initializer: .zeros)
    store.allocate()
    weight.tensor.withUnsafeMutableBuffer { _ = $0.update(from: [1, -2, 0.5]) }
    bias.tensor.withUnsafeMutableBuffer { _ = $0.update(from: [0.25, -0.75]) }
    var settings = AdamW.Settings()
    (settings.beta2, settings.epsilon, settings.weightDecay) = (0.98, 1e-6, 0.1)
    let optimizer = AdamW(store, settings: settings)
    let expected: [([Float], [Float])] = [
      ([0.98900002, -1.98800004, 0.48950100], [0.24000001, -0.74000001]),
      ([0.97838694, -1.97601211, 0.48020524], [0.23065124, -0.73027849]),
      ([0.96788073, -1.96403611, 0.47113806], [0.22186451, -0.72129285]),
      ([0.95738477, -1.95207214, 0.46209225], [0.21356951, -0.71389651]),
      ([0.94685489, -1.94012010, 0.45299116], [0.20571201, -0.70927155]),
    ]
    for (index, values) in expected.enumerated() {
      let time = Float(index + 1)
      store.clearGradients()
      setGradient(weight, [0.3 * time, -0.2, 0.01 * time * time])
      setGradient(bias, [1 / time, -4 + time])
      optimizer.step(learningRate: 0.01)
      expectClose(weight.tensor.values, values.0, tolerance: 1e-6, "weight, step \(time)")
      expectClose(bias.tensor.values, values.1, tolerance: 1e-6, "bias, step \(time)")
    }
  }

  @Test func parametersWithoutGradientAreLeftAlone() {
    let store = makeStore()
    let optimizer = AdamW(store)
    let before = store.parameters.map(\.tensor.values)
    setGradient(store.parameters[1], [Float](repeating: 1, count: 7))
    #expect(abs(store.gradientNorm() - Float(7).squareRoot()) < 1e-6)
    optimizer.step(learningRate: 0.1)
    for index in [0, 2, 3] {
      expectSameBits(store.parameters[index].tensor.values, before[index])
    }
    #expect(store.parameters[1].tensor.values != before[1])
    #expect(optimizer.state.map(\.step) == [0, 1, 0, 0])
  }

  @Test func frozenParametersKeepTheirBits() {
    let store = makeStore()
    let optimizer = AdamW(store)
    let before = store.parameters.map(\.tensor.values)
    for _ in 0..<3 {
      store.clearGradients()
      store.setTrainable { _ in true }
      for parameter in store.parameters {
        setGradient(parameter, [Float](repeating: 1, count: parameter.count))
      }
      store.setTrainable { $0.name != "table" }
      optimizer.step(learningRate: 0.1)
    }
    expectSameBits(store.parameters[3].tensor.values, before[3])
    for index in 0..<3 { #expect(store.parameters[index].tensor.values != before[index]) }
    // What a step would not use does not count for clipping either.
    #expect(abs(store.gradientNorm() - Float(35 + 7 + 3).squareRoot()) < 1e-5)
  }

  @Test func rateFactorsMultiplyTheRate() {
    let (half, whole) = (makeStore(), makeStore())
    let factored = AdamW(half) { $0.name == "weight" ? 0.5 : 0 }
    let plain = AdamW(whole)
    let before = half.parameters.map(\.tensor.values)
    for store in [half, whole] {
      for parameter in store.parameters {
        setGradient(parameter, [Float](repeating: 1, count: parameter.count))
      }
    }
    factored.step(learningRate: 0.02)
    plain.step(learningRate: 0.01)
    expectSameBits(half.parameters[0].tensor.values, whole.parameters[0].tensor.values)
    for index in 1..<4 { expectSameBits(half.parameters[index].tensor.values, before[index]) }
  }

  /// A run that goes on from a saved state takes the very steps of the unbroken one.
  @Test func restoredStateGoesOnTheSame() {
    let (unbroken, resumed) = (makeStore(), makeStore())
    let first = AdamW(unbroken)
    func step(_ optimizer: AdamW, _ store: ParameterStore, _ seed: UInt64) {
      var generator = SeededGenerator(seed: seed)
      store.clearGradients()
      for parameter in store.parameters {
        setGradient(parameter, generator.floats(parameter.count))
      }
      optimizer.step(learningRate: 0.01)
    }
    for seed in 0..<3 { step(first, unbroken, UInt64(seed)) }
    let second = AdamW(resumed)
    for (from, to) in zip(first.state, second.state) {
      #expect(from.arrays.map(\.group) == ["first_moment", "second_moment"])
      for (source, target) in zip(from.arrays, to.arrays) {
        target.values.withUnsafeMutableBuffer { _ = $0.update(from: source.values.values) }
      }
      second.restoreStep(from.step, of: from.name)
    }
    for (from, to) in zip(unbroken.parameters, resumed.parameters) {
      to.tensor.withUnsafeMutableBuffer { _ = $0.update(from: from.tensor.values) }
    }
    step(first, unbroken, 9)
    step(second, resumed, 9)
    for (one, other) in zip(unbroken.parameters, resumed.parameters) {
      expectSameBits(other.tensor.values, one.tensor.values, one.name)
    }
  }
}
