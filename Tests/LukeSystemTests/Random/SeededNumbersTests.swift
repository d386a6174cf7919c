import LukeSystem
import Testing

@Suite struct SeededNumbersTests {
  /// Numbers of the authors' `splitmix64.c`.
  @Test func numbersArePublished() {
    var numbers = SeededNumbers(seed: 1_234_567)
    #expect(
      (0..<5).map { _ in numbers.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
    var zero = SeededNumbers(seed: 0)
    #expect(zero.next() == 0xe220_a839_7b1d_cdaf)
  }

  @Test func aKeptStateGoesOn() {
    var numbers = SeededNumbers(seed: 5)
    _ = numbers.next()
    var again = SeededNumbers(seed: numbers.state)
    #expect(again.next() == numbers.next())
  }

  @Test func shufflingIsAFunctionOfTheSeed() {
    var elements = Array(0..<10)
    var numbers = SeededNumbers(seed: 1)
    numbers.shuffle(&elements)
    #expect(elements.sorted() == Array(0..<10))
    // By hand from the numbers of the seed.
    var expected = Array(0..<10)
    var same = SeededNumbers(seed: 1)
    for last in (1...9).reversed() {
      let place = Int(same.next() % UInt64(last + 1))
      (expected[last], expected[place]) = (expected[place], expected[last])
    }
    #expect(elements == expected)
    var nothing: [Int] = []
    numbers.shuffle(&nothing)
    #expect(nothing.isEmpty)
  }

  /// Values of the authors' `test_fnv.c`.
  @Test func hashesArePublished() {
    #expect(ByteHash().value == 0xcbf2_9ce4_8422_2325)
    #expect(ByteHash(of: "a".utf8).value == 0xaf63_dc4c_8601_ec8c)
    #expect(ByteHash(of: "foobar".utf8).value == 0x8594_4171_f739_67e8)
    var hash = ByteHash(of: "foo".utf8)
    for byte in "bar".utf8 { hash.add(byte) }
    #expect(hash.value == ByteHash(of: "foobar".utf8).value)
  }
}
