import Foundation
internal import LukeKernels
import Synchronization

/// A fixed set of threads and the job they are on; the threads end with it.
final class Crew: Sendable {
  let threadCount: Int
  private let shared = CrewState()

  init(threadCount: Int) {
    self.threadCount = threadCount
    for _ in 1..<max(1, threadCount) {
      let shared = shared
      let thread = Thread { shared.serve() }
      thread.stackSize = 4 << 20
      thread.start()
    }
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

/// What the caller and the workers of one crew share.
///
/// Jobs follow each other within microseconds in a training step, so a worker first spins on the
/// generation counter and sleeps on the condition only when none has come for a while.
private final class CrewState: Sendable {
  private let generation = Atomic<Int>(0)
  private let busyCount = Atomic<Int>(0)
  private let job = Mutex<Job?>(nil)
  private let isDismissed = Atomic<Bool>(false)
  private let sleepers = Atomic<Int>(0)
  private let bell = NSCondition()

  func publish(_ newJob: Job) {
    job.withLock { $0 = newJob }
    generation.wrappingAdd(1, ordering: .sequentiallyConsistent)
    ring()
  }

  /// Takes the job away from those who have not begun and waits for those who have.
  func withdraw() {
    job.withLock { $0 = nil }
    var spins = 0
    while busyCount.load(ordering: .acquiring) > 0 {
      spins += 1
      if spins > 4000 { sched_yield() } else { luke_spin_pause() }
    }
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
      busyCount.wrappingSubtract(1, ordering: .acquiringAndReleasing)
    }
  }

  private func waitForGeneration(after seen: Int) -> Int {
    for _ in 0..<20000 {
      let now = generation.load(ordering: .acquiring)
      if now != seen { return now }
      luke_spin_pause()
    }
    sleepers.wrappingAdd(1, ordering: .sequentiallyConsistent)
    defer { sleepers.wrappingSubtract(1, ordering: .sequentiallyConsistent) }
    bell.lock()
    defer { bell.unlock() }
    while generation.load(ordering: .sequentiallyConsistent) == seen { bell.wait() }
    return generation.load(ordering: .sequentiallyConsistent)
  }
}
