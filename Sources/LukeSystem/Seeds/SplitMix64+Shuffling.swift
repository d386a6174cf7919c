extension SplitMix64 {
  /// Puts elements into a random order (Fisher and Yates).
  ///
  /// Swift's own `shuffle` may change with its versions, and a run that is resumed needs the same order.
  /// The bias of taking remainders is below 2⁻⁴⁰ for less than 2²⁴ elements.
  package mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, Int(next() % UInt64(last + 1)))
    }
  }

  /// Spreads what is in some bits over all: the last steps of the generator alone.
  package static func mixed(_ value: UInt64) -> UInt64 {
    // The index before the first adds nothing to the seed.
    number(.max, ofSeed: value)
  }
}
