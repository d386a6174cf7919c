import LukeAutodiff
import LukeTestSupport
import Testing

/// The feed-forward half as one operation is the two that it replaces.
@Suite struct FeedForwardTests {
  @Test(arguments: Precision.allCases)
  func bitsAreThoseOfTwoOperations(_ precision: Precision) {
    let results = [true, false].map { isOne in
      let shapes = [(300, 40), (130, 40), (1, 130), (40, 130), (1, 40), (1, 40), (1, 40)]
      let inputs = shapes.enumerated().map { index, shape in
        Matrix.random(shape.0, shape.1, seed: UInt64(index)).tensor(requiresGradient: true)
      }
      let tape = Tape(.training(seed: 3, step: 4), precision: precision)
      let y =
        isOne
        ? tape.feedForward(
          inputs[0], inner: .init(weight: inputs[1], bias: inputs[2]),
          outer: .init(weight: inputs[3], bias: inputs[4]), gamma: inputs[5], beta: inputs[6],
          epsilon: 1e-5, dropout: 0.1)
        : tape.linearResidualLayerNorm(
          tape.linearGELU(inputs[0], weight: inputs[1], bias: inputs[2]), weight: inputs[3],
          bias: inputs[4], residual: inputs[0], gamma: inputs[5], beta: inputs[6],
          epsilon: 1e-5, dropout: 0.1)
      tape.backward(from: tape.weightedSum(y, Matrix.random(300, 40, seed: 9)))
      return [y.values] + inputs.map { $0.gradient?.values ?? [] }
    }
    for (one, two) in zip(results[0], results[1]) { expectSameBits(one, two) }
    #expect(results[0].allSatisfy { $0.contains { $0 != 0 } })
  }
}
