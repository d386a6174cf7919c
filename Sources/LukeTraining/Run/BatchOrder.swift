import LukeAutodiff
import LukeLayers

/// Which examples each step of a run sees: a function of the seed and the step alone, so that a
/// resumed run sees what the unbroken one would have seen.
///
/// Every epoch shuffles all examples alike and cuts that order into batches. Lengths never change the
/// order, only where it is cut: batches are packed without padding, so there is nothing to gain from
/// examples of equal length side by side, and a model learns worse from them.
package final class BatchOrder {
  /// How many examples are in a batch.
  package enum BatchSize: Hashable {
    /// So many.
    case examples(Int)
    /// As many as have this many words and entities together; a longer one stands alone.
    case tokens(Int)
  }

  private let tokenCounts: [Int]
  private let batchSize: BatchSize
  let accumulationCount: Int
  private let seed: UInt64
  /// Where batches are cut by tokens: the steps that are over at the end of each epoch asked for.
  private var epochEnds: [Int] = []
  private var current: (epoch: Int, batches: [[Int]]) = (-1, [])

  /// Creates the order of examples with the given numbers of tokens.
  package init(tokenCounts: [Int], batchSize: BatchSize, accumulationCount: Int, seed: UInt64) {
    self.tokenCounts = tokenCounts
    self.batchSize = batchSize
    self.accumulationCount = accumulationCount
    self.seed = seed
  }

  var exampleCount: Int { tokenCounts.count }

  /// Optimizer steps of the first `count` passes over the examples.
  package func stepCount(ofEpochs count: Int) -> Int {
    if case .examples(let size) = batchSize {
      return count * steps(ofBatches: (exampleCount + size - 1) / size)
    }
    while epochEnds.count < count {
      let batches = batches(ofEpoch: epochEnds.count)
      epochEnds.append((epochEnds.last ?? 0) + steps(ofBatches: batches.count))
    }
    return count == 0 ? 0 : epochEnds[count - 1]
  }

  /// Whether after `step` steps a multiple of `count` epochs is over.
  package func isEnd(ofEvery count: Int, after step: Int) -> Bool {
    let epoch = epoch(ofStep: step)
    return stepCount(ofEpochs: epoch) == step && epoch % count == 0
  }

  /// The batches whose gradients step `step` (counted from 0) adds up, as indices of examples.
  package func batches(ofStep step: Int) -> [[Int]] {
    let epoch = epoch(ofStep: step)
    let batches = batches(ofEpoch: epoch)
    let first = (step - stepCount(ofEpochs: epoch)) * accumulationCount
    return Array(batches[first..<min(first + accumulationCount, batches.count)])
  }

  /// The epoch (counted from 0) that a step belongs to.
  private func epoch(ofStep step: Int) -> Int {
    if case .examples = batchSize { return step / stepCount(ofEpochs: 1) }
    var epoch = 0
    while stepCount(ofEpochs: epoch + 1) <= step { epoch += 1 }
    return epoch
  }

  private func steps(ofBatches count: Int) -> Int {
    (count + accumulationCount - 1) / accumulationCount
  }

  private func batches(ofEpoch epoch: Int) -> [[Int]] {
    if current.epoch != epoch { current = (epoch, cut(order(ofEpoch: epoch))) }
    return current.batches
  }

  private func cut(_ order: [Int]) -> [[Int]] {
    var batches: [[Int]] = []
    var tokens = 0
    for example in order {
      let isFull =
        switch batchSize {
        case .examples(let count): batches.last?.count == count
        case .tokens(let count): tokens + tokenCounts[example] > count
        }
      if isFull || batches.isEmpty {
        batches.append([])
        tokens = 0
      }
      batches[batches.count - 1].append(example)
      tokens += tokenCounts[example]
    }
    return batches
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
