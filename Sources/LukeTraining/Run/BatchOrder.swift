import LukeAutodiff
import LukeLayers
import LukeSystem

/// Which examples each step of a run sees: a function of the seed and the step alone, so that a
/// resumed run sees what the unbroken one would have seen.
///
/// Every epoch shuffles all examples alike and cuts that order into batches. Lengths never change the
/// order, only where it is cut: batches are packed without padding, so there is nothing to gain from
/// examples of equal length side by side, and a model learns worse from them.
///
/// How many batches an epoch of tokens has depends on its shuffle, and the schedule needs the number
/// of all steps before the first. So only the epochs of one cycle, as many as are cut in a moment,
/// have orders of their own; later ones have the batches of those again, in a new order.
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
  /// Epochs whose batches are all cut anew, where batches are cut by tokens.
  package let cycleLength: Int
  /// Where batches are cut by tokens: the steps that are over at the end of each epoch of the cycle,
  /// as far as they were asked for.
  private var epochEnds: [Int] = []
  private var current: (epoch: Int, batches: [[Int]]) = (-1, [])

  /// The most examples that are shuffled and cut only to count steps: about a fifth of a second.
  private static let mostCut = 4_000_000
  /// The most epochs of a cycle.
  private static let longestCycle = 1000

  /// Creates the order of examples with the given numbers of tokens.
  package init(tokenCounts: [Int], batchSize: BatchSize, accumulationCount: Int, seed: UInt64) {
    self.tokenCounts = tokenCounts
    self.batchSize = batchSize
    self.accumulationCount = accumulationCount
    self.seed = seed
    cycleLength = min(Self.longestCycle, max(1, Self.mostCut / max(1, tokenCounts.count)))
  }

  var exampleCount: Int { tokenCounts.count }

  /// What to say where no step has as many batches as are asked for, since steps end with the epoch; nil
  /// where one has.
  package var accumulationNote: String? {
    let count =
      switch batchSize {
      case .examples(let size): (exampleCount + size - 1) / size
      case .tokens: batchCount(order(ofEpoch: 0))
      }
    guard count > 0, accumulationCount > count else { return nil }
    return
      "training.gradient_accumulation_steps: \(accumulationCount) are more than the "
      + "\(count == 1 ? "1 batch" : "\(count) batches") of an epoch, with which a step ends, so each step is of "
      + "\(count)"
  }

  /// Optimizer steps of the first `count` passes over the examples.
  package func stepCount(ofEpochs count: Int) -> Int {
    if case .examples(let size) = batchSize {
      return count * steps(ofBatches: (exampleCount + size - 1) / size)
    }
    let (cycles, rest) = count.quotientAndRemainder(dividingBy: cycleLength)
    return (cycles == 0 ? 0 : cycles * stepCount(inCycle: cycleLength)) + stepCount(inCycle: rest)
  }

  /// Optimizer steps of the first `count` epochs of a cycle.
  private func stepCount(inCycle count: Int) -> Int {
    while epochEnds.count < count {
      let batches = batchCount(order(ofEpoch: epochEnds.count))
      epochEnds.append((epochEnds.last ?? 0) + steps(ofBatches: batches))
    }
    return count == 0 ? 0 : epochEnds[count - 1]
  }

  /// Whether some of the first `stepCount` steps belong to an epoch that has batches of earlier ones.
  func repeatsBatches(within stepCount: Int) -> Bool {
    if case .examples = batchSize { return false }
    return epoch(ofStep: max(0, stepCount - 1)) >= cycleLength
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
    // Counted no further than the step needs.
    while epochEnds.count < cycleLength, epochEnds.last ?? 0 <= step {
      _ = stepCount(inCycle: epochEnds.count + 1)
    }
    if step < epochEnds.last ?? 0 { return epochInCycle(ofStep: step) }
    let (cycles, rest) = step.quotientAndRemainder(dividingBy: stepCount(inCycle: cycleLength))
    return cycles * cycleLength + epochInCycle(ofStep: rest)
  }

  /// The first epoch of the cycle that ends after `step`; as many are counted already.
  private func epochInCycle(ofStep step: Int) -> Int {
    var range = 0..<epochEnds.count
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      range = epochEnds[middle] <= step ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }

  private func steps(ofBatches count: Int) -> Int {
    (count + accumulationCount - 1) / accumulationCount
  }

  private func batches(ofEpoch epoch: Int) -> [[Int]] {
    if current.epoch != epoch { current = (epoch, makeBatches(ofEpoch: epoch)) }
    return current.batches
  }

  private func makeBatches(ofEpoch epoch: Int) -> [[Int]] {
    guard case .tokens = batchSize, epoch >= cycleLength else { return cut(order(ofEpoch: epoch)) }
    var batches = cut(order(ofEpoch: epoch % cycleLength))
    shuffle(&batches, epoch: epoch)
    return batches
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

  /// The number of batches of tokens that `cut` makes.
  private func batchCount(_ order: [Int]) -> Int {
    guard case .tokens(let most) = batchSize, !order.isEmpty else { return 0 }
    var (count, tokens) = (1, 0)
    for (place, example) in order.enumerated() {
      if tokens + tokenCounts[example] > most, place > 0 {
        count += 1
        tokens = 0
      }
      tokens += tokenCounts[example]
    }
    return count
  }

  /// The examples in the order of an epoch.
  private func order(ofEpoch epoch: Int) -> [Int] {
    var order = Array(0..<exampleCount)
    shuffle(&order, epoch: epoch)
    return order
  }

  /// Shuffles by the seed and an epoch.
  private func shuffle<Element>(_ list: inout [Element], epoch: Int) {
    var generator = SplitMix64(seed: SplitMix64.number(UInt64(epoch), ofSeed: seed))
    generator.shuffle(&list)
  }
}
