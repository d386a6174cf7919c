extension InternedBytes {
  @inline(never)
  @usableFromInline
  mutating func insert(_ key: UnsafeBufferPointer<UInt8>, tag: UInt64, slot: Int) {
    precondition(count < Int(UInt32.max) - 1, "more than four thousand million different strings")
    bytes.append(contentsOf: key)
    ends.append(bytes.count)
    slots[slot] = tag << 32 | UInt64(count)
    if 4 * count > 3 * slots.count { grow() }
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: 2 * old.count)
    let mask = slots.count - 1
    for entry in old where entry != 0 {
      var slot = Int(entry >> 32) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = entry
    }
  }

  /// The slot that holds the string, or the free one where it belongs.
  @inlinable
  @inline(__always)
  func slot(of key: UnsafeBufferPointer<UInt8>, tag: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(tag) & mask
    while true {
      let found = slots[slot]
      if found == 0 || found >> 32 == tag && isString(Int(found & 0xFFFF_FFFF) - 1, key) {
        return slot
      }
      slot = (slot + 1) & mask
    }
  }

  @inlinable
  @inline(__always)
  func isString(_ number: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(of: number)
    guard range.count == key.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      for index in 0..<key.count where bytes[range.lowerBound + index] != key[index] {
        return false
      }
      return true
    }
  }

  /// 32 bits of hash, by eight bytes at a time: for this table alone, nothing stored depends on it.
  @inlinable
  @inline(__always)
  static func tag(of key: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(key)
    var hash = UInt64(bytes.count) &* 0x9e37_79b9_7f4a_7c15
    var place = 0
    while place + 8 <= bytes.count {
      hash = mixed(hash ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    var rest: UInt64 = 0
    while place < bytes.count {
      rest = rest << 8 | UInt64(bytes[place])
      place += 1
    }
    return mixed(hash ^ rest) >> 32
  }

  @inlinable
  @inline(__always)
  static func mixed(_ value: UInt64) -> UInt64 {
    let (high, low) = (value ^ 0xa076_1d64_78bd_642f).multipliedFullWidth(
      by: 0xe703_7ed1_a0b4_28db)
    return high ^ low
  }
}
