/// A map from 64-bit numbers to 64-bit numbers, for innermost loops.
///
/// Open addressing over plain arrays. The key of all ones stands for a free slot and cannot be set.
package struct IntegerMap: Sendable {
  @usableFromInline var keys: [UInt64]
  @usableFromInline var values: [UInt64]
  /// The number of keys.
  package private(set) var count = 0

  @inlinable static var free: UInt64 { .max }

  /// Starts empty, with room for so many keys before the table grows.
  package init(minimumCapacity: Int = 0) {
    var slots = 16
    while slots < 2 * minimumCapacity { slots *= 2 }
    keys = Array(repeating: IntegerMap.free, count: slots)
    values = Array(repeating: 0, count: slots)
  }

  /// The value of a key, `nil` when it is absent.
  @inlinable
  package subscript(key: UInt64) -> UInt64? {
    @inline(__always) get { value(of: key) }
  }

  @inlinable
  @inline(__always)
  func value(of key: UInt64) -> UInt64? {
    let mask = keys.count - 1
    var slot = IntegerMap.hash(key) & mask
    while true {
      let found = keys[slot]
      if found == IntegerMap.free { return nil }
      if found == key { return values[slot] }
      slot = (slot + 1) & mask
    }
  }

  /// Sets the value of a key, which must not be all ones.
  package mutating func set(_ value: UInt64, for key: UInt64) {
    precondition(key != IntegerMap.free, "the key of all ones cannot be set")
    if 2 * (count + 1) > keys.count { grow() }
    insert(value, for: key)
  }

  private mutating func insert(_ value: UInt64, for key: UInt64) {
    let mask = keys.count - 1
    var slot = IntegerMap.hash(key) & mask
    while keys[slot] != IntegerMap.free, keys[slot] != key { slot = (slot + 1) & mask }
    if keys[slot] == IntegerMap.free { count += 1 }
    keys[slot] = key
    values[slot] = value
  }

  private mutating func grow() {
    let old = (keys, values)
    keys = Array(repeating: IntegerMap.free, count: 2 * old.0.count)
    values = Array(repeating: 0, count: 2 * old.0.count)
    count = 0
    for (key, value) in zip(old.0, old.1) where key != IntegerMap.free { insert(value, for: key) }
  }

  @inlinable
  @inline(__always)
  static func hash(_ key: UInt64) -> Int {
    let product = key &* 0x9e37_79b9_7f4a_7c15
    return Int(truncatingIfNeeded: (product >> 32) ^ (product >> 11))
  }
}

extension IntegerMap {
  /// The value of a pair of 32-bit numbers, the first in the high half of the key.
  @inlinable
  package subscript(first: UInt32, second: UInt32) -> UInt64? {
    @inline(__always) get { value(of: UInt64(first) << 32 | UInt64(second)) }
  }

  /// Sets the value of a pair of 32-bit numbers, which must not both be all ones.
  package mutating func set(_ value: UInt64, first: UInt32, second: UInt32) {
    set(value, for: UInt64(first) << 32 | UInt64(second))
  }
}
