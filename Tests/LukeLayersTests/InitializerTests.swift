import LukeLayers
import LukeSystem
import LukeTestSupport
import Testing

/// How parameters begin: by name and seed alone.
@Suite struct InitializerTests {
  private static let normal = Initializer.normal(standardDeviation: 0.02)

  /// A store with parameters `names` of one shape.
  private func store(
    _ names: [String], shape: [Int] = [40, 25], initializer: Initializer = normal,
    seed: UInt64 = 1
  ) -> ParameterStore {
    let store = ParameterStore()
    for name in names {
      _ = store.root.parameter(name, shape: shape, role: .weight, initializer: initializer)
    }
    store.allocate()
    store.initialize(seed: seed)
    return store
  }

  private func values(_ store: ParameterStore, _ name: String) -> [Float] {
    store[name]?.tensor.values ?? []
  }

  @Test func valuesDependOnNameAndSeedAlone() {
    let (one, other) = (store(["a", "b", "c"]), store(["x", "c", "a"]))
    expectSameBits(values(one, "a"), values(other, "a"))
    expectSameBits(values(one, "c"), values(other, "c"))
    let others = [values(one, "b"), values(store(["a"], seed: 2), "a")]
    let isRepeated = others.contains(values(one, "a"))
    #expect(!isRepeated)
    expectSameBits(values(one, "a"), values(store(["a"]), "a"))
  }

  /// Large parameters are filled in ranges, none of which repeats another.
  @Test func rangesOfALargeParameterDiffer() {
    let large = values(store(["w"], shape: [3, 1 << 16]), "w")
    let rows = (0..<3).map { Array(large[$0 << 16..<($0 + 1) << 16]) }
    for (one, other) in [(0, 1), (0, 2), (1, 2)] {
      #expect(zip(rows[one], rows[other]).count { $0 == $1 } < 10)
    }
    expectSameBits(rows[0], values(store(["w"], shape: [1, 1 << 16]), "w"))
  }

  @Test func stacksBeginAsTheirParametersWouldAlone() {
    let stacked = ParameterStore()
    _ = stacked.root.stack(["a", "b"], shape: [40, 25], role: .weight, initializer: Self.normal)
    stacked.allocate()
    stacked.initialize(seed: 1)
    expectSameBits(values(stacked, "b"), values(store(["b"]), "b"))
  }

  @Test(arguments: [Float(0.02), 1])
  func normalValues(_ deviation: Float) {
    let count = 200 * 301
    let values = values(
      store(
        ["w"], shape: [200, 301], initializer: .normal(standardDeviation: deviation), seed: 3), "w"
    ).map { Double($0 / deviation) }
    func mean(_ function: (Double) -> Double) -> Double {
      values.reduce(0) { $0 + function($1) } / Double(count)
    }
    // Four standard errors of each moment.
    let root = Double(count).squareRoot()
    #expect(abs(mean { $0 }) < 4 / root)
    #expect(abs(mean { $0 * $0 } - 1) < 4 * 2.0.squareRoot() / root)
    #expect(abs(mean { $0 * $0 * $0 }) < 4 * 15.0.squareRoot() / root)
    #expect(abs(mean { $0 * $0 * $0 * $0 } - 3) < 4 * 96.0.squareRoot() / root)
    let within = Double(values.count { abs($0) < 1 }) / Double(count)
    #expect(abs(within - 0.6827) < 4 * 0.4655 / root)
    // Neighbours are independent.
    let product = zip(values, values.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(product / Double(count)) < 4 / root)
  }

  @Test func constants() {
    #expect(values(store(["z"], initializer: .zeros), "z").allSatisfy { $0 == 0 })
    #expect(values(store(["o"], initializer: .ones), "o").allSatisfy { $0 == 1 })
  }

  @Test func thePaddingRowIsZeroAndTheOthersAreAsWithout() {
    let padded = store(
      ["t"], shape: [6, 5], initializer: .normal(standardDeviation: 1, zeroRow: 2))
    let plain = store(["t"], shape: [6, 5], initializer: .normal(standardDeviation: 1))
    var expected = values(plain, "t")
    for position in 10..<15 { expected[position] = 0 }
    expectSameBits(values(padded, "t"), expected)
    let outside = store(
      ["t"], shape: [6, 5], initializer: .normal(standardDeviation: 1, zeroRow: 6))
    expectSameBits(values(outside, "t"), values(plain, "t"))
  }

  @Test func onlyWhatIsWantedIsInitialized() {
    let store = store(["a", "b"])
    for parameter in store.parameters { parameter.tensor.fill(with: 5) }
    store.initialize(seed: 1) { $0.name == "b" }
    #expect(values(store, "a").allSatisfy { $0 == 5 })
    expectSameBits(values(store, "b"), values(self.store(["b"]), "b"))
  }

  /// The first numbers of the published generator from the state 0.
  @Test func splitMix64() {
    var generator = SplitMix64(seed: 0)
    #expect(generator.next() == 0xE220_A839_7B1D_CDAF)
    #expect(generator.next() == 0x6E78_9E6A_A1B9_65F4)
    var resumed = SplitMix64(seed: generator.state)
    #expect(generator.next() == 0x06C4_5D18_8009_454F)
    #expect(resumed.next() == 0x06C4_5D18_8009_454F)
  }
}
