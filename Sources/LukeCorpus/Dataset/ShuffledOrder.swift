import LukeSystem

/// The order of the examples in one epoch: a function of the seed and the epoch alone.
///
/// Blocks are shuffled over the whole data set and dealt into groups of about `window`; inside of a
/// group all examples are shuffled. So every example may come at any place of the epoch, and still
/// only the blocks of one group need to be in memory; the order itself is a number for each block.
package struct ShuffledOrder: Sendable {
  /// The blocks in the order of this epoch.
  private let blocks: [Int32]
  /// The first of `blocks` of every group, and their number at the end.
  private let groupBlocks: [Int]
  /// The first position of every group, and the number of examples at the end.
  private let groupStarts: [Int]
  private let blockStarts: [Int]
  private let key: UInt64

  /// Shuffles blocks that start at the given examples; the last of `blockStarts` is the number of
  /// examples.
  package init(blockStarts: [Int], window: Int, seed: UInt64, epoch: Int) {
    self.blockStarts = blockStarts
    key = SplitMix64.mixed(SplitMix64.mixed(seed) ^ UInt64(bitPattern: Int64(epoch)))
    let count = max(blockStarts.count - 1, 0)
    var blocks = (0..<count).map { Int32(truncatingIfNeeded: $0) }
    var generator = SplitMix64(seed: key)
    generator.shuffle(&blocks)
    let groupCount = (count + max(window, 1) - 1) / max(window, 1)
    // All groups alike, so that no small one at the end is mixed badly.
    groupBlocks = (0...groupCount).map { groupCount == 0 ? 0 : $0 * count / groupCount }
    var starts = [0]
    for group in 0..<groupCount {
      let examples = blocks[groupBlocks[group]..<groupBlocks[group + 1]].reduce(0) {
        $0 + blockStarts[Int($1) + 1] - blockStarts[Int($1)]
      }
      starts.append(starts[group] + examples)
    }
    groupStarts = starts
    self.blocks = blocks
  }

  /// The number of examples.
  package var count: Int { groupStarts[groupStarts.count - 1] }

  /// The number of groups.
  package var groupCount: Int { groupStarts.count - 1 }

  /// The group that a position belongs to, and its positions.
  func group(ofPosition position: Int) -> (number: Int, positions: Range<Int>) {
    var (low, high) = (0, max(groupStarts.count - 2, 0))
    while low < high {
      let middle = (low + high + 1) / 2
      if groupStarts[middle] <= position { low = middle } else { high = middle - 1 }
    }
    return (low, groupStarts[low]..<groupStarts[low + 1])
  }

  /// The blocks of a group.
  func blocks(ofGroup group: Int) -> [Int] {
    blocks[groupBlocks[group]..<groupBlocks[group + 1]].map(Int.init)
  }

  /// The numbers of the examples of a group, in their order.
  package func examples(ofGroup group: Int) -> [Int] {
    var examples = blocks(ofGroup: group).flatMap { blockStarts[$0]..<blockStarts[$0 + 1] }
    var generator = SplitMix64(seed: SplitMix64.mixed(key ^ UInt64(group + 1)))
    generator.shuffle(&examples)
    return examples
  }
}
