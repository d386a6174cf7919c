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

  /// Ranks and losses are those of all logits sorted; equal logits stand in the order of the classes.
  @Test(arguments: [7, 3000, 20_001])
  func scoresAreThoseOfTheLogits(_ classes: Int) {
    var weight = Matrix.random(classes, 4, seed: 1)
    for column in 0..<4 { weight[5, column] = weight[2, column] }
    let x = Matrix.random(3, 4, seed: 2).tensor()
    let bias = Matrix(rows: 1, columns: classes).tensor()
    let labels: [Int32] = [2, 5, Int32(classes - 1)]
    let scores = VocabularyScores(x, weight: weight.tensor(), bias: bias, labels: labels)
    let logits = Tape(.inference).linear(x, weight: weight.tensor(), bias: bias).values
    for (row, label) in labels.enumerated() {
      let own = logits[row * classes + Int(label)]
      let others = (0..<classes).count {
        let other = logits[row * classes + $0]
        return other > own || other == own && $0 < label
      }
      #expect(abs(scores.ranks[row] - 1 - others) <= 1, "row \(row)")
    }
    // Equal rows: the first stands before the second, for the first row's hidden state.
    let tied = VocabularyScores(
      Matrix.random(2, 4, seed: 2).tensor(), weight: weight.tensor(), bias: bias, labels: [2, 2])
    let second = VocabularyScores(
      Matrix.random(2, 4, seed: 2).tensor(), weight: weight.tensor(), bias: bias, labels: [5, 5])
    #expect(zip(tied.ranks, second.ranks).allSatisfy { $0 < $1 })
    let loss = Tape(.inference).linearCrossEntropy(
      x, weight: weight.tensor(), bias: bias, labels: labels)
    #expect(abs(Float(scores.losses.reduce(0, +) / 3) - loss.values[0]) < 1e-5)
  }
}
