import LukeSystem
import Testing

/// Random numbers that are the same on every machine and in every version.
@Suite struct SplitMix64Tests {
  /// Numbers of the reference implementation (Vigna, splitmix64.c) for the seed 1234567.
  private static let reference: [UInt64] = [
    6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
    4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
  ]

  @Test func theNumbersAreThoseOfTheReference() {
    var generator = SplitMix64(seed: 1_234_567)
    #expect((0..<5).map { _ in generator.next() } == Self.reference)
    var resumed = SplitMix64(seed: generator.state)
    #expect(resumed.next() == generator.next())
  }

  @Test func aNumberByItsIndex() {
    for (index, number) in Self.reference.enumerated() {
      #expect(SplitMix64.number(UInt64(index), ofSeed: 1_234_567) == number)
    }
    #expect(SplitMix64.number(.max, ofSeed: 0) == 0)
  }

  /// FNV-1a of "a" is 0xaf63dc4c8601ec8c.
  @Test func seedsOfNames() {
    #expect(
      SplitMix64.seed(of: "a", in: 42)
        == SplitMix64.number(0xaf63_dc4c_8601_ec8c, ofSeed: 42))
    #expect(SplitMix64.seed(of: "", in: 1) != SplitMix64.seed(of: "", in: 2))
  }

  /// The numbers that Swift 6.3 draws, by which runs of before are repeated.
  @Test func numbersOfRanges() {
    var generator = SplitMix64(seed: 7)
    #expect((0..<6).map { _ in generator.integer(in: -3..<11) } == [2, -3, 9, 5, 3, 0])
    #expect(
      (0..<6).map { _ in generator.integer(in: Int32(5)..<1_000_000) } == [
        202195, 238326, 598885, 533103, 22312, 159632,
      ])
    #expect(
      (0..<3).map { _ in generator.fraction() } == [
        0.10411037927915756, 0.4874442275714781, 0.48769237729055415,
      ])
    #expect(generator.integer(in: 4..<5) == 4)
  }

  /// Where a range is nearly as large as the numbers, some are drawn again.
  ///
  /// What Swift draws may change with its versions: then this comparison has had its time, and the
  /// numbers above stand.
  @Test func numbersOfLargeRanges() {
    var (own, swift) = (SplitMix64(seed: 9), SplitMix64(seed: 9))
    for _ in 0..<10000 {
      #expect(
        own.integer(in: -(1 << 62)..<(1 << 62) + 5)
          == Int.random(in: -(1 << 62)..<(1 << 62) + 5, using: &swift))
      #expect(own.integer(in: Int32.min..<3) == Int32.random(in: Int32.min..<3, using: &swift))
      #expect(own.integer(in: 3..<900) == Int.random(in: 3..<900, using: &swift))
      #expect(own.fraction() == Double.random(in: 0..<1, using: &swift))
      #expect(own.state == swift.state)
    }
  }
}
