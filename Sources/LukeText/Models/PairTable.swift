/// A map from pairs of 32-bit numbers to 64-bit ones, for the innermost loops.
///
/// Open addressing over plain arrays; the key of two all-ones numbers stands for a free slot.
struct PairTable: Sendable {
  private var keys: [UInt64]
  private var values: [UInt64]
  private var count = 0

  private static let free = UInt64.max

  init(minimumCapacity: Int) {
    var slots = 16
    while slots < 2 * minimumCapacity { slots *= 2 }
    keys = Array(repeating: PairTable.free, count: slots)
    values = Array(repeating: 0, count: slots)
  }

  /// The value of the pair, `nil` when it is absent.
  @inline(__always)
  subscript(first: UInt32, second: UInt32) -> UInt64? {
    get {
      let key = UInt64(first) << 32 | UInt64(second)
      let mask = keys.count - 1
      var slot = PairTable.hash(key) & mask
      while true {
        let found = keys[slot]
        if found == key { return values[slot] }
        if found == PairTable.free { return nil }
        slot = (slot + 1) & mask
      }
    }
  }

  mutating func set(_ value: UInt64, first: UInt32, second: UInt32) {
    if 2 * (count + 1) > keys.count { grow() }
    insert(key: UInt64(first) << 32 | UInt64(second), value: value)
  }

  private mutating func insert(key: UInt64, value: UInt64) {
    let mask = keys.count - 1
    var slot = PairTable.hash(key) & mask
    while keys[slot] != PairTable.free, keys[slot] != key { slot = (slot + 1) & mask }
    if keys[slot] == PairTable.free { count += 1 }
    keys[slot] = key
    values[slot] = value
  }

  private mutating func grow() {
    let old = (keys, values)
    keys = Array(repeating: PairTable.free, count: 2 * old.0.count)
    values = Array(repeating: 0, count: 2 * old.0.count)
    count = 0
    for (key, value) in zip(old.0, old.1) where key != PairTable.free {
      insert(key: key, value: value)
    }
  }

  @inline(__always)
  private static func hash(_ key: UInt64) -> Int {
    let product = key &* 0x9e37_79b9_7f4a_7c15
    return Int(truncatingIfNeeded: (product >> 32) ^ (product >> 11))
  }
}
