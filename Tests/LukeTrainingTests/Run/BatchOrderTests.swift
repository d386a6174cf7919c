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

  /// A step ends with its epoch.
  @Test func moreBatchesThanAnEpochHasAreTold() {
    #expect(order(.examples(8), accumulation: 7).accumulationNote == nil)
    #expect(
      order(.examples(8), accumulation: 64).accumulationNote
        == "training.gradient_accumulation_steps: 64 are more than the 7 batches of an epoch, with which a step "
        + "ends, so each step is of 7")
    #expect(
      order(.examples(100), accumulation: 2).accumulationNote
        == "training.gradient_accumulation_steps: 2 are more than the 1 batch of an epoch, with which a step ends, "
        + "so each step is of 1")
    #expect(order(.tokens(1), accumulation: 53).accumulationNote == nil)
    #expect(order(.tokens(1), accumulation: 54).accumulationNote != nil)
  }

  /// Without going through them: a run may have as many.
  @Test func stepsOfABillionEpochs() {
    #expect(order(.examples(8)).stepCount(ofEpochs: 1_000_000_000) == 7_000_000_000)
    let order = order(.tokens(100))
    let cycle = order.stepCount(ofEpochs: 1000)
    #expect(order.cycleLength == 1000)
    #expect(order.stepCount(ofEpochs: 1_000_000_000) == 1_000_000 * cycle)
    // Somewhere in the middle, and without the epochs before.
    let step = 700_000 * cycle + 5
    #expect(self.order(.tokens(100)).batches(ofStep: step) == order.batches(ofStep: step))
  }

  /// Steps are counted in a moment however many examples there are, and an epoch behind the cycle has
  /// the batches of one before, in another order.
  @Test func epochsBehindTheCycleHaveItsBatchesAgain() {
    let counts = (0..<1_500_000).map { 10 + $0 * 7 % 40 }
    let order = order(.tokens(4000), tokenCounts: counts)
    #expect(order.cycleLength == 2)
    let (first, second) = (order.stepCount(ofEpochs: 1), order.stepCount(ofEpochs: 2))
    #expect(order.stepCount(ofEpochs: 1_000_001) == 500_000 * second + first)
    func batches(_ steps: Range<Int>) -> [[Int]] { steps.flatMap(order.batches(ofStep:)) }
    let (early, late) = (batches(0..<first), batches(second..<second + first))
    #expect(early != late)
    #expect(Set(early) == Set(late))
    #expect(order.isEnd(ofEvery: 3, after: second + first))
    #expect(!order.isEnd(ofEvery: 1, after: second + first - 1))
  }

  /// What earlier versions did in their first epochs; their checkpoints are continued.
  @Test func ordersStayWhatTheyWere() {
    let digest = [BatchOrder.BatchSize.examples(8), .tokens(100)].map { size in
      let order = order(size, accumulation: 2)
      let batches = (0..<order.stepCount(ofEpochs: 3)).flatMap(order.batches(ofStep:))
      return batches.flatMap { [-1] + $0 }.reduce(UInt64(7)) {
        $0 &* 0x100_0000_01b3 ^ UInt64(bitPattern: Int64($1))
      }
    }
    #expect(digest == [495178068512062032, 15437461684447378418])
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
