import Foundation
import LukeAutodiff
import LukeModel
import Testing

/// What a new classifier begins with: under it the loss of a classifier without weights is least.
@Suite struct ClassPriorTests {
  private func near(_ values: [Float], _ expected: [Double]) -> Bool {
    values.count == expected.count
      && zip(values, expected).allSatisfy { abs(Double($0) - $1) < 1e-5 }
  }

  private func shares(_ bias: [Float]) -> [Double] {
    let powers = bias.map { exp(Double($0)) }
    return powers.map { $0 / powers.reduce(0, +) }
  }

  @Test func classesHaveTheirShares() {
    var prior = ClassPrior(columns: 3)
    prior.add([0, 0, 0, 1, -100, 0])
    prior.add(.classes([0, 0, 2, 2, -1]))
    let bias = prior.bias()
    #expect(near(bias, [log(6.0), log(1.0), log(2.0)].map { $0 - log(12.0) / 3 }))
    #expect(near(shares(bias).map { Float($0) }, [6.0 / 9, 1.0 / 9, 2.0 / 9]))
  }

  @Test func weightsCountAsManyTimesAClass() {
    var prior = ClassPrior(columns: 2)
    prior.add([0, 0, 0, 1])
    let balanced = CrossEntropyOptions(classWeights: [1, 3])
    #expect(near(prior.bias(balanced), [0, 0]))
    #expect(shares(prior.bias(CrossEntropyOptions(classWeights: [0, 1])))[1] > 0.9999)
  }

  @Test func whatIsNeverSeenCountsAsHalfATime() {
    var prior = ClassPrior(columns: 3)
    prior.add([0, 1, 1])
    #expect(near(shares(prior.bias()).map { Float($0) }, [1 / 3.5, 2 / 3.5, 0.5 / 3.5]))
    #expect(ClassPrior(columns: 2).bias().allSatisfy { $0 == 0 })
  }

  @Test func indicatorsHaveTheirOdds() {
    var prior = ClassPrior(columns: 2)
    prior.add(.indicators([1, 0, 1, 0, 0, 0, 1, .nan]))
    #expect(near(prior.bias(), [log(3.0), log(0.5 / 3)]))
  }

  @Test func numbersHaveTheirMean() {
    var prior = ClassPrior(columns: 1)
    prior.add(.numbers([1, 2, .nan]))
    prior.add(.numbers([4.5]))
    #expect(near(prior.bias(), [2.5]))
  }
}
