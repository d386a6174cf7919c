import LukeAutodiff
import Testing

@Suite struct ParallelMapTests {
  @Test(arguments: [0, 1, 9, 10, 11, 1000])
  func resultsStandInOrder(_ count: Int) {
    let pool = WorkerPool(threadCount: 3)
    let found = pool.map(over: count, chunk: 10) { Array($0) }
    #expect(found.flatMap { $0 } == Array(0..<count))
    #expect(found.count == (count + 9) / 10)
  }
}
