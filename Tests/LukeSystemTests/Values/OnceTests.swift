import LukeSystem
import Testing

@Suite struct OnceTests {
  private final class Counter: Sendable {
    let count = LockedValue(0)
    func next() -> Int {
      count.withLock {
        $0 += 1
        return $0
      }
    }
  }

  @Test func aValueIsMadeWhenItIsAskedForAndOnce() async throws {
    let counter = Counter()
    let value = Once { counter.next() }
    #expect(counter.count.withLock { $0 } == 0)
    let found = await withTaskGroup(of: Int?.self) { group in
      for _ in 0..<16 { group.addTask { try? value.value } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(found == [Int?](repeating: 1, count: 16))
    #expect(counter.count.withLock { $0 } == 1)
  }

  @Test func aFailureIsKept() {
    struct Failure: Error {}
    let counter = Counter()
    let value = Once<Int> {
      _ = counter.next()
      throw Failure()
    }
    for _ in 0..<3 { #expect(throws: Failure.self) { try value.value } }
    #expect(counter.count.withLock { $0 } == 1)
  }

  @Test func aValueThatIsThereIsGiven() throws {
    #expect(try Once(made: 7).value == 7)
  }
}
