/// Byte strings and how often each was counted, numbered in the order they came in.
package struct ByteCounts: Sendable {
  /// The strings.
  package private(set) var strings = InternedBytes()
  /// The counts of the strings, by their numbers.
  package private(set) var counts: [Int64] = []

  /// Starts with no strings.
  package init() {}

  /// The number of different strings.
  package var count: Int { counts.count }

  /// The number of a string, `nil` when it was never counted.
  package func number(of key: UnsafeBufferPointer<UInt8>) -> Int? { strings.number(of: key) }

  /// Adds to the count of a string, which stays at the highest number once it is reached.
  package mutating func add(_ amount: Int64, to key: UnsafeBufferPointer<UInt8>) {
    let (number, isNew) = strings.intern(key)
    if isNew {
      counts.append(amount)
    } else {
      counts[number] = counts[number].addingSaturated(amount)
    }
  }

  /// Adds the counts of another table.
  package mutating func merge(_ other: ByteCounts) {
    for number in 0..<other.count {
      other.strings.withBytes(at: number) { add(other.counts[number], to: $0) }
    }
  }
}

extension Int64 {
  /// The sum, or the nearest number there is.
  @inlinable
  package func addingSaturated(_ other: Int64) -> Int64 {
    let (sum, overflows) = addingReportingOverflow(other)
    return overflows ? (other > 0 ? .max : .min) : sum
  }
}
