import LukeAutodiff
import LukeTestSupport
import Testing

@Suite struct LinearCrossEntropyTests {
  /// Nothing hidden, nothing lost, and no gradient for anything.
  @Test func noRowsHaveNoLoss() {
    let weight = Matrix.random(4, 3, seed: 1).tensor(requiresGradient: true)
    let bias = Matrix.random(1, 4, seed: 2).tensor(requiresGradient: true)
    let tape = Tape(.recording)
    let loss = tape.linearCrossEntropy(
      Tensor(rows: 0, columns: 3), weight: weight, bias: bias, labels: [])
    tape.backward(from: loss)
    #expect(loss.values == [0])
    #expect(weight.gradient == nil && bias.gradient == nil)
  }

  /// What is no number shows in the loss, in whichever slice of the vocabulary it stands.
  @Test(arguments: [0, 700, 2999])
  func notANumberShows(_ place: Int) {
    var weight = Matrix.random(3000, 3, seed: 1)
    weight[place, 1] = .nan
    let loss = Tape(.inference).linearCrossEntropy(
      Matrix.random(2, 3, seed: 2).tensor(), weight: weight.tensor(),
      bias: Matrix(rows: 1, columns: 3000).tensor(), labels: [5, 1500])
    #expect(loss.values[0].isNaN)
  }
}
