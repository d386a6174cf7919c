import LukeSystem

/// The examples of a data set in shuffled order, from any position of any epoch.
///
/// What it gives is a function of the data set, the seed, the epoch and the position: nothing needs
/// to be saved to go on where a run stopped. Any number of threads may ask; those that read far
/// apart from each other need a sampler each, because only the last groups of blocks are kept.
package final class DatasetSampler: Sendable {
  /// How many groups are kept: a batch may begin in one and end in the next.
  private static let keptGroupCount = 2

  private let reader: DatasetReader
  private let seed: UInt64
  private let window: Int
  private let state = LockedValue(State())

  private struct State {
    var orders: [(epoch: Int, order: ShuffledOrder)] = []
    var groups: [Group] = []
  }

  /// The examples of a group of blocks, decoded.
  private struct Group {
    let epoch: Int
    let number: Int
    let examples: [Int]
    let blocks: [Int: ExampleBlock]
  }

  /// Creates a sampler that mixes the examples of about `window` blocks with each other.
  package init(_ reader: DatasetReader, seed: UInt64, window: Int = 32) {
    (self.reader, self.seed, self.window) = (reader, seed, window)
  }

  /// The number of examples of an epoch.
  package var count: Int { reader.count }

  /// The numbers of the examples at some positions of an epoch, in the order of the positions.
  ///
  /// Reader `reader` of `readerCount` gets only every `readerCount`-th, starting with its own.
  package func numbers(
    epoch: Int, positions: Range<Int>, reader: Int = 0, of readerCount: Int = 1
  ) -> [Int] {
    check(positions, reader, readerCount)
    let order = order(ofEpoch: epoch)
    var result: [Int] = []
    var group: (positions: Range<Int>, examples: [Int]) = (0..<0, [])
    for position in stride(
      from: positions.lowerBound + reader, to: positions.upperBound, by: readerCount)
    {
      if !group.positions.contains(position) {
        let found = order.group(ofPosition: position)
        group = (found.positions, order.examples(ofGroup: found.number))
      }
      result.append(group.examples[position - group.positions.lowerBound])
    }
    return result
  }

  /// The examples at some positions of an epoch, in the order of the positions.
  ///
  /// Reader `reader` of `readerCount` gets only every `readerCount`-th, starting with its own.
  /// Throws `FileError` when a block is damaged.
  package func examples(
    epoch: Int, positions: Range<Int>, reader: Int = 0, of readerCount: Int = 1
  ) throws -> [PretrainingExample] {
    check(positions, reader, readerCount)
    let order = order(ofEpoch: epoch)
    var result: [PretrainingExample] = []
    var current: (positions: Range<Int>, group: Group)?
    for position in stride(
      from: positions.lowerBound + reader, to: positions.upperBound, by: readerCount)
    {
      if current?.positions.contains(position) != true {
        let found = order.group(ofPosition: position)
        current = (found.positions, try group(found.number, ofEpoch: epoch, order))
      }
      guard let (range, group) = current else { continue }
      let number = group.examples[position - range.lowerBound]
      let block = self.reader.block(ofExample: number)
      guard let examples = group.blocks[block] else { continue }
      result.append(examples.example(at: number - self.reader.blockStarts[block]))
    }
    return result
  }

  private func check(_ positions: Range<Int>, _ reader: Int, _ readerCount: Int) {
    precondition(
      positions.isEmpty || positions.lowerBound >= 0 && positions.upperBound <= count,
      "positions \(positions) of an epoch of \(count)")
    precondition((0..<readerCount).contains(reader), "reader \(reader) of \(readerCount)")
  }

  private func order(ofEpoch epoch: Int) -> ShuffledOrder {
    state.withLock { state in
      if let kept = state.orders.first(where: { $0.epoch == epoch }) { return kept.order }
      let order = ShuffledOrder(
        blockStarts: reader.blockStarts, window: window, seed: seed, epoch: epoch)
      state.orders = state.orders.suffix(1) + [(epoch, order)]
      return order
    }
  }

  /// A group, read while nobody else reads: others most likely want the same one.
  private func group(_ number: Int, ofEpoch epoch: Int, _ order: ShuffledOrder) throws -> Group {
    try state.withLock { state in
      if let kept = state.groups.first(where: { $0.epoch == epoch && $0.number == number }) {
        return kept
      }
      var blocks: [Int: ExampleBlock] = [:]
      for block in order.blocks(ofGroup: number) { blocks[block] = try reader.block(at: block) }
      let group = Group(
        epoch: epoch, number: number, examples: order.examples(ofGroup: number), blocks: blocks)
      state.groups = state.groups.suffix(Self.keptGroupCount - 1) + [group]
      return group
    }
  }
}
