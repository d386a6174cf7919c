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
  /// called on `threads` others, fewer where the system refuses more (`ThreadShortage`), and on the
  /// calling one where that is 1 or less or none can be had. The first error of any
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
    let line = ConveyorLine<Input, Output>(capacity: capacity(threads: threads))
    let started =
      threads > 1
      ? start(threads) { line.serve(makeWorker: makeWorker, transform: transform) } : 0
    guard started > 0 else {
      var worker: Worker?
      while let input = try next() {
        var made = try worker.take() ?? makeWorker()
        try consume(try transform(&made, input))
        worker = made
      }
      return
    }
    line.expect(workers: started)
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
  /// Starts as many of `count` threads as the system gives.
  private static func start(_ count: Int, _ body: @escaping @Sendable () -> Void) -> Int {
    for started in 0..<count {
      do {
        try SystemThread.start(body)
      } catch {
        ThreadShortage.report(started: max(1, started), wanted: count, error)
        return started
      }
    }
    return count
  }
}
