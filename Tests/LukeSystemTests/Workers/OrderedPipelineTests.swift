import Foundation
import LukeSystem
import Synchronization
import Testing

@Suite struct OrderedPipelineTests {
  private struct Fault: Error, Equatable {
    var number: Int
  }

  /// Numbers from 0 up to an end, and then an error if one is given.
  private final class Source {
    private(set) var next = 0
    let end: Int
    let fault: Fault?

    init(_ end: Int, fault: Fault? = nil) { (self.end, self.fault) = (end, fault) }

    func pull() throws -> Int? {
      if next == end {
        if let fault { throw fault }
        return nil
      }
      defer { next += 1 }
      return next
    }
  }

  @Test(arguments: [-1, 0, 1, 2, 3, 8])
  func resultsComeInOrder(threads: Int) throws {
    let source = Source(500)
    var results: [Int] = []
    try OrderedPipeline.run(
      next: source.pull, threads: threads,
      transform: { number in
        // The earlier, the slower.
        if number % 7 == 0 { usleep(500) }
        return number * 2
      }, consume: { results.append($0) })
    #expect(results == (0..<500).map { 2 * $0 })
  }

  @Test(arguments: [1, 2, 3])
  func nothingComesOutOfNothing(threads: Int) throws {
    var count = 0
    try OrderedPipeline.run(
      next: { Int?.none }, threads: threads, transform: { $0 }, consume: { _ in count += 1 })
    #expect(count == 0)
  }

  @Test(arguments: [1, 2, 3])
  func errorsOfWorkAreThrownInTheirTurn(threads: Int) throws {
    let source = Source(100)
    var results: [Int] = []
    #expect(throws: Fault(number: 40)) {
      try OrderedPipeline.run(
        next: source.pull, threads: threads,
        transform: { number in
          if number == 40 { usleep(20_000) }
          // A later error, which comes sooner.
          if number == 40 || number == 41 { throw Fault(number: number) }
          return number
        }, consume: { results.append($0) })
    }
    #expect(results == Array(0..<40))
  }

  @Test(arguments: [1, 2, 3])
  func errorsOfTheSourceWaitForWhatCameBefore(threads: Int) throws {
    let source = Source(25, fault: Fault(number: 9))
    var results: [Int] = []
    #expect(throws: Fault(number: 9)) {
      try OrderedPipeline.run(
        next: source.pull, threads: threads,
        transform: {
          usleep(1000)
          return $0
        }, consume: { results.append($0) })
    }
    #expect(results == Array(0..<25))
  }

  @Test(arguments: [1, 2, 3])
  func consumersMayStop(threads: Int) throws {
    let source = Source(1_000_000)
    let working = Atomic<Int>(0)
    #expect(throws: Fault(number: 5)) {
      try OrderedPipeline.run(
        next: source.pull, threads: threads,
        transform: { number in
          working.wrappingAdd(1, ordering: .relaxed)
          defer { working.wrappingSubtract(1, ordering: .relaxed) }
          usleep(200)
          return number
        }, consume: { if $0 == 5 { throw Fault(number: 5) } })
    }
    // Nobody works any more, and not much was asked for in vain.
    #expect(working.load(ordering: .relaxed) == 0)
    #expect(source.next <= 6 + OrderedPipeline.capacity(threads: threads))
  }

  @Test(arguments: [1, 2, 5])
  func itemsUnderWayAreBounded(threads: Int) throws {
    let source = Source(300)
    var consumed = 0
    var largest = 0
    try OrderedPipeline.run(
      next: {
        largest = max(largest, source.next + 1 - consumed)
        return try source.pull()
      }, threads: threads,
      transform: {
        if $0 % 10 == 0 { usleep(2000) }
        return $0
      }, consume: { _ in consumed += 1 })
    #expect(largest <= OrderedPipeline.capacity(threads: threads))
  }

  /// Something that no two threads may touch.
  private final class Worker {
    let thread = Thread.current
    var count = 0
  }

  @Test(arguments: [1, 2, 4])
  func workersBelongToTheirThread(threads: Int) throws {
    let source = Source(200)
    let made = Atomic<Int>(0)
    var results: [Bool] = []
    try OrderedPipeline.run(
      next: source.pull, threads: threads,
      makeWorker: {
        made.wrappingAdd(1, ordering: .relaxed)
        return Worker()
      },
      transform: { worker, _ in
        worker.count += 1
        return worker.thread === Thread.current
      }, consume: { results.append($0) })
    #expect(results.count == 200 && results.allSatisfy { $0 })
    #expect((1...threads).contains(made.load(ordering: .relaxed)))
  }

  @Test(arguments: [1, 3])
  func workersThatCannotBeMadeEndTheRun(threads: Int) {
    #expect(throws: Fault(number: 1)) {
      try OrderedPipeline.run(
        next: Source(10).pull, threads: threads,
        makeWorker: { () -> Worker in throw Fault(number: 1) },
        transform: { _, number in number }, consume: { _ in })
    }
  }
}
