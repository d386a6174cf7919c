import LukeTraining
import Testing

/// Which examples each step sees.
@Suite struct BatchOrderTests {
  private static let tokenCounts = (0..<53).map { 10 + $0 * 7 % 40 }

  private func order(
    _ batchSize: BatchOrder.BatchSize, accumulation: Int = 1, seed: UInt64 = 1,
    tokenCounts: [Int] = tokenCounts
  ) -> BatchOrder {
    BatchOrder(
      tokenCounts: tokenCounts, batchSize: batchSize, accumulationCount: accumulation, seed: seed)
  }

  private static let sizes: [BatchOrder.BatchSize] = [
    .examples(1), .examples(8), .examples(53), .examples(100), .tokens(1), .tokens(100),
    .tokens(5000),
  ]

  @Test(arguments: sizes, [1, 3])
  func everyEpochSeesEachExampleOnce(_ size: BatchOrder.BatchSize, _ accumulation: Int) {
    let order = order(size, accumulation: accumulation)
    for epoch in 0..<3 {
      let steps = order.stepCount(ofEpochs: epoch)..<order.stepCount(ofEpochs: epoch + 1)
      #expect(!steps.isEmpty)
      let batches = steps.map(order.batches(ofStep:))
      #expect(batches.dropLast().allSatisfy { $0.count == accumulation })
      #expect(batches.joined().joined().sorted() == Array(0..<53))
      #expect(order.isEnd(ofEvery: 1, after: steps.upperBound))
      #expect(order.isEnd(ofEvery: 2, after: steps.upperBound) == (epoch == 1))
      for step in steps.dropFirst() { #expect(!order.isEnd(ofEvery: 1, after: step)) }
    }
  }

  /// Without going through them: a run may have as many.
  @Test func stepsOfABillionEpochs() {
    #expect(order(.examples(8)).stepCount(ofEpochs: 1_000_000_000) == 7_000_000_000)
  }

  @Test func batchesOfTokensAreFullAndNoFuller() {
    let order = order(.tokens(100))
    let batches = (0..<order.stepCount(ofEpochs: 1)).map { order.batches(ofStep: $0)[0] }
    func tokens(_ batch: [Int]) -> Int { batch.reduce(0) { $0 + Self.tokenCounts[$1] } }
    for (batch, next) in zip(batches, batches.dropFirst()) {
      #expect(tokens(batch) <= 100)
      #expect(tokens(batch) + Self.tokenCounts[next[0]] > 100)
    }
  }

  @Test func anExampleBeyondTheLimitStandsAlone() {
    let order = order(.tokens(20), tokenCounts: [5, 500, 5])
    let batches = (0..<order.stepCount(ofEpochs: 1)).flatMap(order.batches(ofStep:))
    #expect(batches.contains([1]))
  }

  /// Any step first: what a resumed run does.
  @Test(arguments: [BatchOrder.BatchSize.examples(8), .tokens(100)])
  func stepsDependOnNothingButTheSeed(_ size: BatchOrder.BatchSize) {
    let unbroken = order(size, accumulation: 2)
    let steps = (0..<unbroken.stepCount(ofEpochs: 3)).map(unbroken.batches(ofStep:))
    for step in steps.indices.reversed() {
      let resumed = order(size, accumulation: 2).batches(ofStep: step)
      #expect(resumed == steps[step])
    }
    let other = order(size, accumulation: 2, seed: 2).batches(ofStep: 0)
    #expect(other != steps[0])
    let second = unbroken.batches(ofStep: unbroken.stepCount(ofEpochs: 1))
    #expect(second != steps[0])
  }
}
