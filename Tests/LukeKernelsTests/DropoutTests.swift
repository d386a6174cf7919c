import LukeKernels
import Testing

struct DropoutTests {
  /// Which of the counters from `first` on are kept.
  static func kept(
    _ kernels: LukeKernelTable, _ count: Int, key: UInt64, first: UInt32 = 0, _ probability: Float
  ) -> [Bool] {
    let ones = [Float](repeating: 1, count: count)
    return written(count) { kernels.dropout($0, ones, count, key, first, probability) }
      .map { $0 != 0 }
  }

  /// The share of places where both are true, and how far from p * p it may be (4.5 deviations).
  static func expectIndependent(
    _ a: some Sequence<Bool>, _ b: some Sequence<Bool>, count: Int, keptShare: Double,
    _ what: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let both = zip(a, b).reduce(0) { $0 + ($1.0 && $1.1 ? 1 : 0) }
    let expected = keptShare * keptShare
    let deviation = (expected * (1 - expected) / Double(count)).squareRoot()
    let distance = abs(Double(both) / Double(count) - expected)
    #expect(distance < 4.5 * deviation, "\(what)", sourceLocation: sourceLocation)
  }

  @Test(arguments: levels, [0.001, 0.1, 0.25, 0.5, 0.9] as [Float])
  func keepsTheRateAndTheMean(level: String, probability: Float) throws {
    let kernels = try kernels(level)
    let count = 1 << 20
    let x = [Float](repeating: 1, count: count)
    let y = written(count) { kernels.dropout($0, x, count, 42, 7, probability) }
    let p = Double(probability)
    let dropped = Double(y.count { $0 == 0 }) / Double(count)
    #expect(abs(dropped - p) < 4 * (p * (1 - p) / Double(count)).squareRoot())
    let mean = y.doubles.reduce(0, +) / Double(count)
    #expect(abs(mean - 1) < 4 * (p / (1 - p) / Double(count)).squareRoot())
    #expect(Set(y) == [0, Float(1 / (1 - p))])
  }

  @Test(arguments: levels)
  func scalesWhatItKeeps(level: String) throws {
    let kernels = try kernels(level)
    var numbers = Numbers(seed: 1)
    let x = numbers.uniform(1003)
    let y = written(1003) { kernels.dropout($0, x, 1003, 9, 0, 0.1) }
    let kept = Self.kept(kernels, 1003, key: 9, 0.1)
    #expect(y == x.indices.map { kept[$0] ? x[$0] * Float(1 / (1 - Double(Float(0.1)))) : 0 })
    #expect(changed(x) { kernels.dropout($0, $0, 1003, 9, 0, 0.1) } == y)
  }

  @Test(arguments: levels)
  func ends(level: String) throws {
    let kernels = try kernels(level)
    var numbers = Numbers(seed: 2)
    let x = numbers.uniform(1003)
    #expect(written(1003) { kernels.dropout($0, x, 1003, 9, 0, 0) } == x)
    let none = written(1003) { kernels.dropout($0, x, 1003, 9, 0, 1) }
    #expect(none.allSatisfy { $0 == 0 })
  }

  @Test(arguments: levels)
  func rangesDoNotMatter(level: String) throws {
    let kernels = try kernels(level)
    // The counter runs over the end of 32 bits.
    let first = UInt32.max - 500
    let whole = Self.kept(kernels, 1000, key: 3, first: first, 0.5)
    var cut: [Bool] = []
    for (start, end) in [(0, 1), (1, 38), (38, 509), (509, 1000)] {
      cut += Self.kept(kernels, end - start, key: 3, first: first &+ UInt32(start), 0.5)
    }
    #expect(cut == whole)
  }

  /// So a run can be repeated on another machine with the same masks.
  @Test(arguments: levels)
  func everyLevelDrawsTheSame(level: String) throws {
    let key: UInt64 = 0x1234_5678_9abc_def0
    let here = Self.kept(try kernels(level), 5003, key: key, first: 99, 0.3)
    let baseline = Self.kept(try kernels("baseline"), 5003, key: key, first: 99, 0.3)
    #expect(here == baseline)
    let start = here.prefix(24).map { $0 ? "1" : "0" }.joined()
    // Resumed runs need the masks of the version that began them.
    #expect(start == "111011111111011111101111")
  }

  @Test(arguments: [0.1, 0.5] as [Float])
  func neighboursAreIndependent(probability: Float) throws {
    let kernels = try kernels("baseline")
    let count = 1 << 20
    for key: UInt64 in [0, 1, 0xdead_beef] {
      let kept = Self.kept(kernels, count, key: key, probability)
      for lag in [1, 2, 3, 4, 8, 16, 64, 768, 1024, 3072, 65536] {
        Self.expectIndependent(
          kept.dropLast(lag), kept.dropFirst(lag), count: count - lag,
          keptShare: 1 - Double(probability), "key \(key), lag \(lag)")
      }
    }
  }

  @Test(arguments: [0.1, 0.5] as [Float])
  func keysAreIndependent(probability: Float) throws {
    let kernels = try kernels("baseline")
    let count = 1 << 20
    let base: UInt64 = 77
    let kept = Self.kept(kernels, count, key: base, probability)
    for bit in 0..<64 {
      let other = Self.kept(kernels, count, key: base ^ (1 << bit), probability)
      Self.expectIndependent(
        kept, other, count: count, keptShare: 1 - Double(probability), "bit \(bit)")
    }
  }
}
