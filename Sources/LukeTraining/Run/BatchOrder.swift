import LukeAutodiff
import LukeLayers

/// Which examples each step of a run sees: a function of the seed and the step alone, so that a
/// resumed run sees what the unbroken one would have seen.
struct BatchOrder {
  let exampleCount: Int
  let batchSize: Int
  let accumulationCount: Int
  let seed: UInt64

  /// Optimizer steps of one pass over the examples; the last may see fewer examples.
  var stepsPerEpoch: Int {
    let batches = (exampleCount + batchSize - 1) / batchSize
    return (batches + accumulationCount - 1) / accumulationCount
  }

  /// The batches whose gradients step `step` (counted from 0) adds up, as indices of examples.
  func batches(ofStep step: Int) -> [[Int]] {
    let order = order(ofEpoch: step / stepsPerEpoch)
    let perStep = batchSize * accumulationCount
    let start = step % stepsPerEpoch * perStep
    let mine = order[start..<min(start + perStep, exampleCount)]
    return stride(from: mine.startIndex, to: mine.endIndex, by: batchSize).map {
      Array(mine[$0..<min($0 + batchSize, mine.endIndex)])
    }
  }

  /// The examples in the order of an epoch (Fisher–Yates).
  private func order(ofEpoch epoch: Int) -> [Int] {
    var generator = SplitMix64(seed: Tape.key(seed, UInt64(epoch)))
    var order = Array(0..<exampleCount)
    for last in stride(from: exampleCount - 1, to: 0, by: -1) {
      // The bias of the remainder is below 2⁻⁴⁰ for any number of examples that fits in memory.
      order.swapAt(last, Int(generator.next() % UInt64(last + 1)))
    }
    return order
  }
}
