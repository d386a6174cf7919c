import Foundation
import LukeSystem
import Testing

@Suite struct ThreadTests {
  @Test func aThreadRunsItsBody() async {
    let found = await withCheckedContinuation { continuation in
      do {
        try SystemThread.start { continuation.resume(returning: pthread_self()) }
      } catch {
        Issue.record("\(error)")
      }
    }
    #expect(found != pthread_self())
  }

  /// What a thread cannot be given is an error, and its body is let go.
  @Test func aRefusedThreadIsAnError() {
    let body = Witness()
    var error: ThreadError?
    do {
      try SystemThread.start(stackSize: 1 << 46) { body.touch() }
    } catch let refusal {
      error = refusal
    }
    #expect(error?.description.hasPrefix("cannot start a thread: ") == true)
    #expect(body.touches == 0)
  }

  private final class Witness: Sendable {
    private let count = LockedValue(0)
    var touches: Int { count.withLock { $0 } }
    func touch() { count.withLock { $0 += 1 } }
  }
}
