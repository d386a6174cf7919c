/// A map from byte strings to 32-bit numbers, the keys numbered in the order they were added.
package struct ByteTable: Sendable {
  private var keys: InternedBytes
  /// The values of the keys, by their numbers.
  package private(set) var values: [Int32] = []

  /// Starts empty, with room for so many keys.
  package init(minimumCapacity: Int = 0) {
    keys = InternedBytes(minimumCapacity: minimumCapacity)
    values.reserveCapacity(minimumCapacity)
  }

  /// The number of keys.
  package var count: Int { values.count }

  /// The bytes of the key with this number.
  package func key(at number: Int) -> ArraySlice<UInt8> { keys[number] }

  /// The key with this number as a string.
  package func string(at number: Int) -> String { keys.string(at: number) }

  /// The value of a key, `nil` when it is absent.
  package func value(of key: String) -> Int32? { keys.number(of: key).map { values[$0] } }

  /// The number of a key, `nil` when it is absent.
  package func number(of key: String) -> Int? { keys.number(of: key) }

  /// Adds a key or gives a present one a new value.
  package mutating func set(_ value: Int32, for key: String) {
    let (number, isNew) = keys.intern(key)
    if isNew { values.append(value) } else { values[number] = value }
  }
}
