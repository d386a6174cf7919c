import Foundation

/// Items from a source, worked on by several threads, their results taken in the order of the items.
///
/// For streams of any length: at most `capacity(threads:)` items are in memory at once. What comes
/// out does not depend on the number of threads, errors included.
package enum OrderedPipeline {
  /// How many items are under way at once, at most.
  package static func capacity(threads: Int) -> Int { threads <= 1 ? 1 : 2 * threads + 2 }

  /// Runs `transform` on everything `next` gives, until it gives nil.
  ///
  /// `next` and `consume` are called on the calling thread, never at the same time; `transform` is
  /// called on `threads` others, on the calling one where that is 1 or less. The first error of any
  /// of the three, in the order of the items, ends the run and is thrown; what comes before it has
  /// been consumed, and no thread is left working when `run` returns.
  package static func run<Input: Sendable, Output: Sendable>(
    next: () throws -> Input?, threads: Int,
    transform: @escaping @Sendable (Input) throws -> Output, consume: (Output) throws -> Void
  ) throws {
    try run(
      next: next, threads: threads, makeWorker: {}, transform: { _, input in try transform(input) },
      consume: consume)
  }

  /// The same with something that each thread makes once and keeps for itself.
  ///
  /// `Worker` need not be `Sendable`: it is made, used and freed by one thread.
  package static func run<Input: Sendable, Output: Sendable, Worker>(
    next: () throws -> Input?, threads: Int,
    makeWorker: @escaping @Sendable () throws -> Worker,
    transform: @escaping @Sendable (inout Worker, Input) throws -> Output,
    consume: (Output) throws -> Void
  ) throws {
    guard threads > 1 else {
      var worker: Worker?
      while let input = try next() {
        var made = try worker.take() ?? makeWorker()
        try consume(try transform(&made, input))
        worker = made
      }
      return
    }
    let line = ConveyorLine<Input, Output>(
      capacity: capacity(threads: threads), workerCount: threads)
    for _ in 0..<threads {
      let thread = Thread { line.serve(makeWorker: makeWorker, transform: transform) }
      thread.stackSize = 4 << 20
      thread.start()
    }
    defer { line.close() }
    var sourceError: (any Error)?
    var isExhausted = false
    while true {
      while !isExhausted, line.hasRoom {
        do {
          if let input = try next() { line.add(input) } else { isExhausted = true }
        } catch {
          // What came before it is finished first, as one thread would have.
          sourceError = error
          isExhausted = true
        }
      }
      guard let result = line.takeOldest() else { break }
      try consume(try result.get())
    }
    if let sourceError { throw sourceError }
  }
}
