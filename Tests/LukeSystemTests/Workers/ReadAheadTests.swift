import Foundation
import LukeSystem
import Synchronization
import Testing

/// Making what is asked for next ahead of time.
@Suite struct ReadAheadTests {
  private struct Fault: Error, Equatable { let key: Int }

  /// The keys that were made, in their order, each with whether it was made on the main thread.
  private final class Made: Sendable {
    let keys = Mutex<[Int]>([])
    let threads = Mutex<Set<UInt>>([])

    func make(_ key: Int) throws -> Int {
      keys.withLock { $0.append(key) }
      threads.withLock { _ = $0.insert(UInt(pthread_self())) }
      if key < 0 { throw Fault(key: key) }
      return key * key
    }
  }

  @Test(arguments: [true, false])
  func valuesAreThoseOfTheirKeys(isAhead: Bool) throws {
    let made = Made()
    let reader = ReadAhead(isAhead: isAhead) { try made.make($0) }
    for key in 0..<500 {
      #expect(try reader.value(of: key, next: key < 499 ? key + 1 : nil) == key * key)
    }
    #expect(made.keys.withLock { $0 } == Array(0..<500), "each is made once, in order")
    #expect(made.threads.withLock { $0.count } == (isAhead ? 2 : 1))
  }

  /// Whoever asks for something else than was ordered gets that.
  @Test func anotherKeyIsMadeWhenItIsAskedFor() throws {
    let made = Made()
    let reader = ReadAhead { try made.make($0) }
    #expect(try reader.value(of: 1, next: 2) == 1)
    #expect(try reader.value(of: 9, next: 3) == 81)
    #expect(try reader.value(of: 3, next: nil) == 9)
    #expect(try reader.value(of: 3, next: nil) == 9)
  }

  /// An error comes where its value would.
  @Test func errorsComeInTheirPlace() throws {
    let made = Made()
    let reader = ReadAhead { try made.make($0) }
    #expect(try reader.value(of: 4, next: -5) == 16)
    #expect(throws: Fault(key: -5)) { try reader.value(of: -5, next: 6) }
    #expect(try reader.value(of: 6, next: nil) == 36)
  }

  /// The thread ends with its reader, with or without an order that nobody fetched.
  @Test func theThreadEnds() throws {
    final class Token: Sendable {}
    weak var token: Token?
    do {
      let kept = Token()
      token = kept
      let reader = ReadAhead { (key: Int) in withExtendedLifetime(kept) { key } }
      #expect(try reader.value(of: 1, next: 2) == 1)
    }
    for _ in 0..<500 where token != nil { usleep(10_000) }
    #expect(token == nil)
  }
}
