import LukeSystem
import Synchronization

/// The threads that all work of the engine is spread over.
///
/// A job is a count of chunks; workers take the next chunk until none is left. Chunks are cut from
/// the shape of the work alone, never from the number of threads, so results do not depend on it.
public final class WorkerPool: Sendable {
  /// The pool that every operation uses, with a thread for each core that the process may use.
  public static let shared = WorkerPool(threadCount: AllowedCores.current.count)

  private let gate = LockedValue(())
  private let threads: LockedValue<(wanted: Int, started: PoolThreads?)>

  /// Creates a pool; the calling thread of `run` counts as one of its threads.
  ///
  /// The others are started when they are first needed.
  public init(threadCount: Int) {
    threads = LockedValue((max(1, threadCount), nil))
  }

  /// Threads that take part in a job, the caller's included; fewer than were set where the system
  /// refuses more.
  public var threadCount: Int {
    get { startedThreads.threadCount }
    set {
      gate.withLock { _ in
        threads.withLock { threads in
          guard threads.wanted != max(1, newValue) else { return }
          threads = (max(1, newValue), nil)
        }
      }
    }
  }

  private var startedThreads: PoolThreads {
    threads.withLock { threads in
      let started = threads.started ?? PoolThreads(threadCount: threads.wanted)
      threads.started = started
      return started
    }
  }

  /// Calls `body` with each of `0 ..< count`, spread over the threads, and returns when all are done.
  ///
  /// Called from inside a chunk of another job it runs in place; called from two threads at once the
  /// second waits.
  public func run(_ count: Int, _ body: @Sendable (Int) -> Void) {
    if count <= 0 { return }
    if count == 1 || WorkerThread.isInsideJob {
      for index in 0..<count { body(index) }
      return
    }
    gate.withLock { _ in
      let threads = startedThreads
      withoutActuallyEscaping(body) { body in threads.run(Job(count: count, body: body)) }
    }
  }

  /// The sum of what `body` gives for each of `0 ..< count`, added in that order.
  package func sum(_ count: Int, _ body: @Sendable (Int) -> Double) -> Double {
    let parts = UnsafeMutableBufferPointer<Double>.allocate(capacity: max(1, count))
    defer { parts.deallocate() }
    guard count > 0, let base = parts.baseAddress else { return 0 }
    let target = SharedPointer(base)
    run(count) { target[$0] = body($0) }
    return parts.reduce(0, +)
  }

  /// Calls `body` with ranges that together cover `0 ..< count`, each of `chunk` items but the last.
  package func run(
    over count: Int, chunk: Int, _ body: @Sendable (_ chunk: Int, _ range: Range<Int>) -> Void
  ) {
    run((count + chunk - 1) / chunk) { index in
      body(index, index * chunk..<min(count, (index + 1) * chunk))
    }
  }
}

extension WorkerPool {
  /// What `body` gives for consecutive ranges of `0 ..< count`, each of `chunk` items but the last, in
  /// their order.
  ///
  /// For work that is no arithmetic, too: tokenizing, reading.
  public func map<Result: Sendable>(
    over count: Int, chunk: Int, _ body: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    guard count > 0 else { return [] }
    var results = [Result?](repeating: nil, count: (count + chunk - 1) / chunk)
    results.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let target = SharedPointer(base)
      run(over: count, chunk: chunk) { index, range in target[index] = body(range) }
    }
    return results.compactMap { $0 }
  }
}

/// Chunks of work that threads take one after the other.
final class Job: Sendable {
  let count: Int
  private let body: LockedValue<(@Sendable (Int) -> Void)?>
  private let next = Atomic<Int>(0)

  init(count: Int, body: @escaping @Sendable (Int) -> Void) {
    self.count = count
    self.body = LockedValue(body)
  }

  /// Lets go of the body, which must not outlive the call that it came with; a worker may hold on to
  /// the job itself a little longer.
  func finish() {
    body.withLock { $0 = nil }
  }

  func work() {
    guard let body = body.withLock({ $0 }) else { return }
    WorkerThread.isInsideJob = true
    defer { WorkerThread.isInsideJob = false }
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      if index >= count { return }
      body(index)
    }
  }
}
