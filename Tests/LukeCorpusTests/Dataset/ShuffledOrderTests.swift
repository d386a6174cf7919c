import Foundation
import LukeCorpus
import LukeTestSupport
import Testing

@Suite struct ShuffledOrderTests {
  /// Block starts for blocks of these sizes.
  private func starts(_ sizes: [Int]) -> [Int] {
    sizes.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
  }

  private func order(_ sizes: [Int], window: Int = 8, seed: UInt64 = 1, epoch: Int = 0) -> [Int] {
    let order = ShuffledOrder(
      blockStarts: starts(sizes), window: window, seed: seed, epoch: epoch)
    return (0..<order.groupCount).flatMap(order.examples)
  }

  @Test(arguments: [
    ([], 4), ([1], 4), ([5], 1), ([1, 1, 1], 1), ([7, 7, 7, 7, 2], 2), ([3, 9, 1, 1], 100),
    (Array(repeating: 256, count: 101), 32), (Array(repeating: 3, count: 33), 32),
  ])
  func everyExampleComesOnce(sizes: [Int], window: Int) {
    let found = order(sizes, window: window)
    #expect(found.sorted() == Array(0..<sizes.reduce(0, +)))
  }

  @Test func seedsAndEpochsDiffer() {
    let sizes = Array(repeating: 20, count: 40)
    let first = order(sizes)
    #expect(first == order(sizes))
    for other in [order(sizes, epoch: 1), order(sizes, seed: 2), order(sizes, epoch: -1)] {
      #expect(other != first)
      // By chance one example of 800 is where it was.
      #expect(zip(first, other).count { $0 == $1 } < 12)
    }
  }

  @Test func theOrderNeverChanges() {
    // A change here breaks resumed runs.
    #expect(order([2, 2, 2, 2], window: 2, seed: 42) == [1, 0, 3, 2, 4, 6, 7, 5])
  }

  @Test func neighboursArePartedWell() {
    let size = 256
    let found = order(Array(repeating: size, count: 320), window: 32)
    let near = zip(found, found.dropFirst()).count { abs($0 - $1) <= 16 }
    // By chance 32 of the 8,192 in a group are within 16, so about one of 256.
    #expect(near < found.count / 100)
    // Wherever one looks, all parts of the data set are there.
    for start in stride(from: 0, to: found.count - 2048, by: 2048) {
      let tenths = Set(found[start..<start + 2048].map { $0 * 10 / found.count })
      #expect(tenths.count >= 8)
      let blocks = Set(found[start..<start + 2048].map { $0 / size })
      #expect(blocks.count >= 32)
    }
  }

  @Test func groupsAreAlike() {
    let order = ShuffledOrder(
      blockStarts: starts(Array(repeating: 10, count: 33)), window: 32, seed: 1, epoch: 0)
    #expect(
      (0..<order.groupCount).map { order.examples(ofGroup: $0).count }.sorted() == [160, 170])
  }

  private func withReader(_ body: (DatasetReader, [PretrainingExample]) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let path = folder.path + "/set"
      _ = try sampleBuilder(path).build(next: pull(sampleCorpus))
      let reader = try DatasetReader(folder: path)
      try body(reader, try (0..<reader.count).map(reader.example))
    }
  }

  @Test func samplersGiveTheExamplesOfTheOrder() throws {
    try withReader { reader, examples in
      let sampler = DatasetSampler(reader, seed: 5, window: 4)
      for epoch in [0, 1, 0] {
        let numbers = sampler.numbers(epoch: epoch, positions: 0..<reader.count)
        #expect(numbers.sorted() == Array(0..<reader.count))
        let found = try sampler.examples(epoch: epoch, positions: 0..<reader.count)
        #expect(found == numbers.map { examples[$0] })
      }
    }
  }

  @Test func anyPositionCanBeResumed() throws {
    try withReader { reader, _ in
      let whole = try DatasetSampler(reader, seed: 5, window: 4)
        .examples(epoch: 2, positions: 0..<reader.count)
      for start in stride(from: 0, through: reader.count, by: 13) {
        let end = min(start + 30, reader.count)
        let sampler = DatasetSampler(reader, seed: 5, window: 4)
        #expect(try sampler.examples(epoch: 2, positions: start..<end) == Array(whole[start..<end]))
      }
    }
  }

  @Test(arguments: [1, 2, 3, 7])
  func readersShareAnEpoch(readerCount: Int) throws {
    try withReader { reader, _ in
      let sampler = DatasetSampler(reader, seed: 5, window: 4)
      let positions = 20..<reader.count - 5
      let whole = try sampler.examples(epoch: 0, positions: positions)
      for number in 0..<readerCount {
        let part = try sampler.examples(
          epoch: 0, positions: positions, reader: number, of: readerCount)
        #expect(part == stride(from: number, to: whole.count, by: readerCount).map { whole[$0] })
        #expect(
          sampler.numbers(epoch: 0, positions: positions, reader: number, of: readerCount).count
            == part.count)
      }
      #expect(try sampler.examples(epoch: 0, positions: 0..<1, reader: 2, of: 3) == [])
    }
  }
}
