import LukeAutodiff
import LukeTestSupport
import Testing

/// Masks of the three operations that drop: functions of seed, step, place on the tape and element.
@Suite struct DropoutTests {
  private typealias MaskMaker = @Sendable (_ mode: Tape.Mode, _ probability: Float) -> [Double]

  /// Each operation's mask as a flat list.
  private static let masks: [String: MaskMaker] = [
    "dropout": { DropoutCases.factors(40, 50, mode: $0, probability: $1).values },
    "linearResidualLayerNorm": {
      LinearResidualLayerNormCases.mask(40, 50, mode: $0, probability: $1).values
    },
    "entityAwareAttention": { mode, probability in
      AttentionCall(
        EntityAwareAttentionCases.packed([(25, 5), (20, 10)]), 2, 3, isEntityAware: true,
        dropout: probability
      ).masks(mode: mode).flatMap { $0 }.flatMap(\.values)
    },
  ]

  @Test(arguments: masks.keys.sorted())
  func maskIsAFunctionOfSeedAndStep(_ name: String) throws {
    let mask = try #require(Self.masks[name])
    let first = mask(.training(seed: 1, step: 2), 0.3)
    for (seed, step) in [(1, 2), (1, 3), (2, 2), (2, 1)] as [(UInt64, UInt64)] {
      let isSame = mask(.training(seed: seed, step: step), 0.3) == first
      #expect(isSame == (seed == 1 && step == 2), "seed \(seed), step \(step)")
    }
  }

  @Test(arguments: masks.keys.sorted())
  func maskDropsTheShareThatItShould(_ name: String) throws {
    let mask = try #require(Self.masks[name])
    for probability: Float in [0.1, 0.5, 0.9] {
      let values = mask(.training(seed: 4, step: 0), probability)
      let scale = 1 / (1 - Double(probability))
      #expect(values.allSatisfy { $0 == 0 || abs($0 - scale) <= 1e-5 * scale })
      let share = Double(values.count { $0 == 0 }) / Double(values.count)
      let deviation = (Double(probability * (1 - probability)) / Double(values.count)).squareRoot()
      #expect(abs(share - Double(probability)) < 4 * deviation, "\(share) of \(probability)")
    }
  }

  @Test func eachOperationOnATapeHasAMaskOfItsOwn() {
    let ones = Matrix(rows: 20, columns: 20) { _, _ in 1 }.tensor()
    let tape = Tape(.training(seed: 1, step: 1))
    let masks = (0..<3).map { _ in tape.dropout(ones, probability: 0.5).values }
    #expect(Set(masks).count == 3)
  }

  @Test func eachExampleAndHeadHasAMaskOfItsOwn() {
    let call = AttentionCall(
      EntityAwareAttentionCases.packed([(7, 2), (9, 0)]), 2, 3, isEntityAware: true, dropout: 0.5)
    let masks = call.masks().flatMap { $0 }.map(\.values)
    #expect(Set(masks).count == 4)
  }

  /// An element's fate depends on its index alone: not on how many follow, nor on how work is cut.
  @Test func maskDoesNotDependOnTheCut() {
    let (short, long) = (
      DropoutCases.factors(1, 1000, probability: 0.5),
      DropoutCases.factors(1, 100_000, probability: 0.5)
    )
    expectSameBits(Array(long.floats[..<1000]), short.floats)
    let chunk = 1 << 15
    let repeats = Array(long.values[chunk..<chunk + 1000]) == short.values
    #expect(!repeats)

    // A wide input has the product, and what follows it, cut into blocks of rows.
    let whole = LinearResidualLayerNormCases.mask(1100, 33, probability: 0.5)
    let cut = LinearResidualLayerNormCases.mask(1100, 33, inputSize: 30, probability: 0.5)
    expectSameBits(cut.floats, whole.floats)
  }

  @Test func gradientHasTheMaskOfTheResult() {
    let x = Matrix.random(1001, 33, in: 1...2, seed: 1).tensor(requiresGradient: true)
    let weights = Matrix.random(1001, 33, in: 1...2, seed: 2)
    let tape = Tape(.training(seed: 5, step: 5))
    let y = tape.dropout(x, probability: 0.4)
    tape.backward(from: tape.weightedSum(y, weights))
    let gradient = x.gradient?.values ?? []
    let fromResult = zip(zip(y.values, x.values), weights.floats).map { $0.0 / $0.1 * $1 }
    expectClose(gradient, fromResult, relativeToLargest: 1e-6)
  }

  @Test func nothingIsDroppedOutsideTraining() {
    let x = Matrix.random(3, 5, seed: 1).tensor()
    for mode in [Tape.Mode.inference, .recording] {
      #expect(Tape(mode).dropout(x, probability: 0.9) === x)
    }
    #expect(Tape(.training(seed: 1, step: 1)).dropout(x, probability: 0) === x)
  }
}
