import LukeSystem
import LukeTestSupport
import Testing

@Suite struct ByteMapTests {
  @Test func aTableHoldsTheLastValueOfAKey() {
    var table = ByteTable(minimumCapacity: 2)
    for number in 0..<500 { table.set(Int32(number), for: "key \(number % 300)") }
    #expect(table.count == 300)
    #expect(table.value(of: "key 7") == 307)
    #expect(table.value(of: "key 250") == 250)
    #expect(table.number(of: "key 7") == 7)
    #expect(table.value(of: "key") == nil)
    #expect(table.string(at: 299) == "key 299")
    #expect(Array(table.key(at: 1)) == Array("key 1".utf8))
    #expect(table.values.count == 300)
  }

  private func counts(_ strings: [String], _ amount: Int64 = 1) -> ByteCounts {
    var counts = ByteCounts()
    for string in strings {
      var string = string
      string.withUTF8 { counts.add(amount, to: $0) }
    }
    return counts
  }

  @Test func countsAddUpAndMerge() {
    var all = counts(["a", "b", "a", ""])
    all.merge(counts(["c", "a"], 10))
    #expect((0..<all.count).map(all.strings.string) == ["a", "b", "", "c"])
    #expect(all.counts == [12, 1, 1, 10])
    #expect([UInt8(ascii: "c")].withUnsafeBufferPointer { all.number(of: $0) } == 3)
  }

  @Test func aCountStaysAtTheHighest() {
    var all = counts(["a"], .max)
    all.merge(counts(["a"]))
    #expect(all.counts == [.max])
    #expect(Int64.min.addingSaturated(-1) == .min)
  }

  @Test func integersAreThoseOfADictionary() {
    var map = IntegerMap()
    var expected: [UInt64: UInt64] = [:]
    var generator = SeededGenerator(seed: 6)
    for number in 0..<20_000 as Range<UInt64> {
      // Many keys that differ in few bits, in the low half and in the high.
      let key = (generator.next() & 0xFFF) << (number % 2 * 32)
      map.set(number, for: key)
      expected[key] = number
    }
    map.set(5, for: .max - 1)
    expected[.max - 1] = 5
    #expect(map.count == expected.count)
    for (key, value) in expected { #expect(map[key] == value) }
    #expect(map[0xFFFF] == nil)
    #expect(map[.max] == nil)
  }

  @Test func pairsAreKeys() {
    var map = IntegerMap(minimumCapacity: 3)
    map.set(1, first: 2, second: 3)
    map.set(4, first: 3, second: 2)
    #expect(map[2, 3] == 1)
    #expect(map[3, 2] == 4)
    #expect(map[2 << 32 | 3] == 1)
    #expect(map[2, 2] == nil)
  }
}
