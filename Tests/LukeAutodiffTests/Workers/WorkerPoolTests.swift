import Foundation
import LukeAutodiff
import LukeSystem
import LukeTestSupport
import Synchronization
import Testing

/// Every piece of every job runs exactly once, whoever calls and whatever happens meanwhile.
@Suite struct WorkerPoolTests {
  /// Counts how often each index came.
  private func visits(_ count: Int, on pool: WorkerPool) -> [Int] {
    let visits = LockedValue([Int](repeating: 0, count: max(0, count)))
    pool.run(count) { index in visits.withLock { $0[index] += 1 } }
    return visits.withLock { $0 }
  }

  @Test(arguments: [1, 2, 3, 8])
  func eachIndexOnce(_ threadCount: Int) {
    let pool = WorkerPool(threadCount: threadCount)
    #expect(pool.threadCount == threadCount)
    for count in [-1, 0, 1, 2, 3, 7, 100, 1001] {
      #expect(visits(count, on: pool) == [Int](repeating: 1, count: max(0, count)))
    }
  }

  @Test func aPoolHasAtLeastTheCaller() {
    #expect(WorkerPool(threadCount: 0).threadCount == 1)
    #expect(WorkerPool(threadCount: -3).threadCount == 1)
    #expect(visits(9, on: WorkerPool(threadCount: 0)) == [Int](repeating: 1, count: 9))
  }

  @Test(arguments: [(0, 4), (1, 4), (4, 4), (5, 4), (1000, 7), (12, 100)])
  func rangesCoverWhatIsAsked(_ count: Int, _ chunk: Int) {
    let ranges = LockedValue([Int: Range<Int>]())
    WorkerPool(threadCount: 3).run(over: count, chunk: chunk) { index, range in
      ranges.withLock { $0[index] = range }
    }
    let found = ranges.withLock { $0 }
    #expect(found.count == (count + chunk - 1) / chunk)
    #expect(found.sorted { $0.key < $1.key }.flatMap(\.value) == Array(0..<count))
    for (index, range) in found {
      #expect(range.lowerBound == index * chunk)
      #expect(range.count == chunk || range.upperBound == count)
    }
  }

  /// What pieces wrote is there when the call returns, without a lock, however long a piece took
  /// that another thread was on when the caller's own were done.
  @Test func resultsAreThereOnReturn() {
    let pool = WorkerPool(threadCount: 4)
    let tensor = Tensor(rows: 1, columns: 512)
    let out = tensor.shared
    for round in 0..<100 {
      pool.run(8) { index in
        usleep(UInt32((index + round) % 8 * 50))
        for position in index * 64..<(index + 1) * 64 { out[position] = Float(round + position) }
      }
      expectSameBits(tensor.values, (0..<512).map { Float(round + $0) }, "round \(round)")
    }
  }

  /// A job inside a piece of a job runs in place, on any number of threads.
  @Test(arguments: [1, 2, 3])
  func nestedJobs(_ threadCount: Int) {
    let pool = WorkerPool(threadCount: threadCount)
    let visits = LockedValue([Int](repeating: 0, count: 60))
    pool.run(4) { outer in
      pool.run(5) { middle in
        pool.run(3) { inner in
          visits.withLock { $0[(outer * 5 + middle) * 3 + inner] += 1 }
        }
      }
    }
    #expect(visits.withLock { $0 } == [Int](repeating: 1, count: 60))
    // And the thread is free again for jobs of its own.
    #expect(self.visits(10, on: pool) == [Int](repeating: 1, count: 10))
  }

  @Test func allThreadsTakePart() {
    let pool = WorkerPool(threadCount: 3)
    let arrived = Atomic<Int>(0)
    let threads = LockedValue(Set<ObjectIdentifier>())
    let deadline = ContinuousClock.now + .seconds(20)
    // Each piece waits for the others: three threads must be there at once.
    pool.run(3) { _ in
      arrived.wrappingAdd(1, ordering: .sequentiallyConsistent)
      threads.withLock { _ = $0.insert(ObjectIdentifier(Thread.current)) }
      while arrived.load(ordering: .sequentiallyConsistent) < 3, ContinuousClock.now < deadline {
        sched_yield()
      }
    }
    #expect(threads.withLock { $0.count } == 3)
  }

  /// Several threads call one pool while another changes its number of threads, with idle moments in
  /// between in which workers fall asleep.
  @Test(.timeLimit(.minutes(2)))
  func callersAndChangesOfThreadCountTogether() {
    let pool = WorkerPool(threadCount: 2)
    let faults = SharedCount()
    let done = DispatchGroup()
    for caller in 0..<4 {
      done.enter()
      Thread {
        for round in 0..<150 {
          let count = 1 + (round * 7 + caller) % 23
          let sum = Atomic<Int>(0)
          pool.run(count) { index in
            if (index + round) % 11 == 0 { usleep(100) }
            sum.wrappingAdd(index + 1, ordering: .relaxed)
          }
          let isRight = sum.load(ordering: .relaxed) == count * (count + 1) / 2
          if !isRight { faults.increase() }
          if round % 50 == 49 { usleep(3000) }
        }
        done.leave()
      }.start()
    }
    for round in 0..<60 {
      pool.threadCount = [3, 1, 4, 2, 0, 2][round % 6]
      if round % 10 == 0 { usleep(2000) }
    }
    done.wait()
    #expect(faults.value == 0)
    #expect(pool.threadCount == 2)
  }

  /// Whoever waits for others does not take the time that they need: neither the caller, for a piece
  /// that another thread is on, nor workers, for the next job.
  ///
  /// In a process of its own, whose processor time is nobody else's.
  @Test func waitingCostsNoProcessorTime() async {
    await #expect(processExitsWith: .success) {
      func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
      }
      let pool = WorkerPool(threadCount: 3)
      pool.run(3) { _ in usleep(1000) }
      let before = processorSeconds()
      for _ in 0..<3 { pool.run(2) { index in usleep(index == 0 ? 1000 : 200_000) } }
      usleep(200_000)
      let used = processorSeconds() - before
      #expect(used < 0.1, "\(used) s")
    }
  }

  /// Threads end with their pool, and those that are too many when a smaller number is set.
  ///
  /// In a process of its own, since other tests start threads too.
  @Test func threadsEndWithTheirPool() async {
    await #expect(processExitsWith: .success) {
      func threadCount() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
      }
      let before = try threadCount()
      for _ in 0..<20 {
        let pool = WorkerPool(threadCount: 5)
        pool.run(10) { _ in }
        pool.threadCount = 3
        pool.run(10) { _ in }
      }
      for _ in 0..<500 where try threadCount() > before + 8 { usleep(20_000) }
      #expect(try threadCount() <= before + 8)
    }
  }
}

/// A count that several threads raise.
private final class SharedCount: Sendable {
  private let count = LockedValue(0)

  var value: Int { count.withLock { $0 } }
  func increase() { count.withLock { $0 += 1 } }
}
