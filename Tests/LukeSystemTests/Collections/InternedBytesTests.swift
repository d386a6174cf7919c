import LukeSystem
import LukeTestSupport
import Testing

@Suite struct InternedBytesTests {
  /// Strings by chance of few letters, so that many come again, some empty, some long.
  private func randomStrings(_ count: Int, seed: UInt64) -> [[UInt8]] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { number in
      generator.integers(number % 19, in: 0..<3).map { UInt8([0, 97, 255][$0]) }
    }
  }

  @Test func numbersAreThoseOfADictionary() {
    var strings = InternedBytes()
    var numbers: [[UInt8]: Int] = [:]
    for string in randomStrings(50_000, seed: 3) {
      let (number, isNew) = string.withUnsafeBufferPointer { strings.intern($0) }
      #expect(isNew == (numbers[string] == nil))
      #expect(number == numbers[string, default: numbers.count])
      numbers[string] = number
    }
    #expect(strings.count == numbers.count)
    for (string, number) in numbers {
      #expect(Array(strings[number]) == string)
      #expect(string.withUnsafeBufferPointer { strings.number(of: $0) } == number)
      #expect(strings.withBytes(at: number) { Array($0) } == string)
    }
    #expect(strings.number(of: "b") == nil)
  }

  @Test func stringsAreComparedByTheirBytes() {
    var strings = InternedBytes(minimumCapacity: 100)
    #expect(strings.intern("\u{E9}") == (0, true))
    #expect(strings.intern("e\u{301}") == (1, true))
    #expect(strings.intern("\u{E9}") == (0, false))
    #expect(strings.string(at: 1).unicodeScalars.count == 2)
  }

  @Test func theOrderIsThatOfBytes() {
    var strings = InternedBytes()
    let all = randomStrings(300, seed: 4)
    let numbers = all.map { string in string.withUnsafeBufferPointer { strings.intern($0).number } }
    for (first, one) in zip(all, numbers) {
      for (second, other) in zip(all, numbers) {
        #expect(strings.precedes(one, other) == first.lexicographicallyPrecedes(second))
        if strings.prefix(of: one) < strings.prefix(of: other) {
          #expect(first.lexicographicallyPrecedes(second))
        }
      }
    }
  }

  @Test func forgottenStringsAreGone() {
    var strings = InternedBytes()
    for number in 0..<1000 { _ = strings.intern("\(number)") }
    strings.removeAll()
    #expect(strings.count == 0)
    #expect(strings.number(of: "7") == nil)
    #expect(strings.intern("7") == (0, true))
  }
}
