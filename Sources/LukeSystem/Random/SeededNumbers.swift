/// Random numbers that follow from a seed: SplitMix64 (Steele, Lea and Flood 2014).
///
/// Swift's own ways to shuffle and to draw may change with its versions, and a run that is resumed
/// needs the same numbers: what must repeat takes them from here, with this type's own methods.
package struct SeededNumbers: RandomNumberGenerator, Sendable {
  /// The whole state: a generator made from it goes on with the same numbers.
  package private(set) var state: UInt64

  /// The numbers of a seed, or of a state kept from before.
  package init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    state &+= SeededNumbers.increment
    return SeededNumbers.mixed(state)
  }

  /// Puts elements into a random order (Fisher and Yates).
  ///
  /// The bias of taking remainders is below 2⁻⁴⁰ for less than 2²⁴ elements.
  package mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, Int(next() % UInt64(last + 1)))
    }
  }

  /// What the state grows by with every number: 2⁶⁴ divided by the golden ratio.
  private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Spreads what is in some bits over all: the last steps of the generator.
  package static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
