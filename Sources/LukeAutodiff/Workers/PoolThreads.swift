import Foundation
internal import LukeKernels
import LukeSystem
import Synchronization

/// A fixed set of threads and the job they are on; the threads end with it.
final class PoolThreads: Sendable {
  /// The threads that there are, the caller's included: fewer than asked for where the system refuses
  /// more.
  let threadCount: Int
  private let shared = PoolState()

  init(threadCount: Int) {
    let wanted = max(1, threadCount)
    var started = 1
    do {
      while started < wanted {
        let shared = shared
        try SystemThread.start { shared.serve() }
        started += 1
      }
    } catch {
      ThreadShortage.report(started: started, wanted: wanted, error)
    }
    self.threadCount = started
  }

  func run(_ job: Job) {
    shared.publish(job)
    job.work()
    shared.withdraw()
    job.finish()
  }

  deinit {
    shared.dismiss()
  }
}

/// What the caller and the threads of a pool share.
///
/// Jobs follow each other within microseconds in a training step, so whoever waits first spins, for
/// about as long as falling asleep and waking up would take. After that it sleeps: on a machine that
/// other programs use too, the one waited for may not be running at all, and a thread that spins
/// meanwhile takes the very time from it that it needs.
private final class PoolState: Sendable {
  private let generation = Atomic<Int>(0)
  private let busyCount = Atomic<Int>(0)
  private let job = LockedValue<Job?>(nil)
  private let isDismissed = Atomic<Bool>(false)
  private let sleepers = Atomic<Int>(0)
  private let bell = NSCondition()
  private let isCallerAsleep = Atomic<Bool>(false)
  private let callersBell = NSCondition()

  func publish(_ newJob: Job) {
    job.withLock { $0 = newJob }
    generation.wrappingAdd(1, ordering: .sequentiallyConsistent)
    ring()
  }

  /// Takes the job away from those who have not begun and waits for those who have.
  func withdraw() {
    job.withLock { $0 = nil }
    if Spinning.reaches({ busyCount.load(ordering: .acquiring) == 0 }) { return }
    isCallerAsleep.store(true, ordering: .sequentiallyConsistent)
    callersBell.lock()
    while busyCount.load(ordering: .sequentiallyConsistent) > 0 { callersBell.wait() }
    callersBell.unlock()
    isCallerAsleep.store(false, ordering: .sequentiallyConsistent)
  }

  func dismiss() {
    isDismissed.store(true, ordering: .sequentiallyConsistent)
    generation.wrappingAdd(1, ordering: .sequentiallyConsistent)
    ring()
  }

  private func ring() {
    guard sleepers.load(ordering: .sequentiallyConsistent) > 0 else { return }
    bell.lock()
    bell.broadcast()
    bell.unlock()
  }

  func serve() {
    var seen = 0
    while true {
      seen = waitForGeneration(after: seen)
      if isDismissed.load(ordering: .acquiring) { return }
      let current = job.withLock { job -> Job? in
        if job != nil { busyCount.wrappingAdd(1, ordering: .acquiringAndReleasing) }
        return job
      }
      guard let current else { continue }
      current.work()
      leave()
    }
  }

  private func leave() {
    let left = busyCount.wrappingSubtract(1, ordering: .sequentiallyConsistent).newValue
    guard left == 0, isCallerAsleep.load(ordering: .sequentiallyConsistent) else { return }
    callersBell.lock()
    callersBell.broadcast()
    callersBell.unlock()
  }

  private func waitForGeneration(after seen: Int) -> Int {
    if Spinning.reaches({ generation.load(ordering: .acquiring) != seen }) {
      return generation.load(ordering: .acquiring)
    }
    sleepers.wrappingAdd(1, ordering: .sequentiallyConsistent)
    defer { sleepers.wrappingSubtract(1, ordering: .sequentiallyConsistent) }
    bell.lock()
    defer { bell.unlock() }
    while generation.load(ordering: .sequentiallyConsistent) == seen { bell.wait() }
    return generation.load(ordering: .sequentiallyConsistent)
  }
}

/// Waiting without giving the core away.
private enum Spinning {
  /// What falling asleep and being woken take at the most, in about.
  private static let limit = Duration.microseconds(50)
  /// Looks between two looks at the clock.
  private static let looks = 32

  /// Waits for a condition for a moment; gives whether it came true.
  @inline(__always)
  static func reaches(_ condition: () -> Bool) -> Bool {
    if condition() { return true }
    let end = ContinuousClock.now + limit
    repeat {
      for _ in 0..<looks {
        luke_spin_pause()
        if condition() { return true }
      }
    } while ContinuousClock.now < end
    return false
  }
}
