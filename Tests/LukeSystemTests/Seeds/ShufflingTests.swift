import LukeSystem
import Testing

@Suite struct ShufflingTests {
  @Test func shufflingIsAFunctionOfTheSeed() {
    var elements = Array(0..<10)
    var numbers = SplitMix64(seed: 1)
    numbers.shuffle(&elements)
    #expect(elements.sorted() == Array(0..<10))
    // By hand from the numbers of the seed.
    var expected = Array(0..<10)
    var same = SplitMix64(seed: 1)
    for last in (1...9).reversed() {
      let place = Int(same.next() % UInt64(last + 1))
      (expected[last], expected[place]) = (expected[place], expected[last])
    }
    #expect(elements == expected)
    var nothing: [Int] = []
    numbers.shuffle(&nothing)
    #expect(nothing.isEmpty)
  }

  /// The first number of the reference for the seed 0 is its increment, mixed.
  @Test func mixingIsTheGeneratorsLastStep() {
    #expect(SplitMix64.mixed(0x9E37_79B9_7F4A_7C15) == 0xe220_a839_7b1d_cdaf)
    #expect(SplitMix64.mixed(0) == 0)
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
