import Foundation

/// Byte strings and how often each was counted, the bytes of all of them in one block.
///
/// For tens of millions of strings: about 30 bytes a string besides its own. Strings are numbered in
/// the order they came in.
struct ByteCounts: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private(set) var counts: [Int64] = []
  /// Half a hash above and the number plus one below, 0 where free: strings are compared only when
  /// the halves agree, and a larger table is filled without looking at them.
  private var slots = [UInt64](repeating: 0, count: 16)

  /// The number of different strings.
  var count: Int { counts.count }

  /// Calls `body` with the bytes of the string with this number.
  @inline(__always)
  func withKey<Result>(
    at number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[range(of: number)]))
    }
  }

  /// The string with this number.
  func string(at number: Int) -> String {
    withKey(at: number) { String(decoding: $0, as: UTF8.self) }
  }

  /// The number of a string, `nil` when it was never counted.
  func number(of key: UnsafeBufferPointer<UInt8>) -> Int? {
    let found = slots[slot(of: key, tag: ByteCounts.tag(of: key))]
    return found == 0 ? nil : Int(found & 0xFFFF_FFFF) - 1
  }

  /// Adds to the count of a string, which stays at the highest number once it is reached.
  @inline(__always)
  mutating func add(_ amount: Int64, to key: UnsafeBufferPointer<UInt8>) {
    let tag = ByteCounts.tag(of: key)
    let slot = slot(of: key, tag: tag)
    if slots[slot] == 0 {
      insert(key, amount, tag: tag, slot: slot)
    } else {
      let number = Int(slots[slot] & 0xFFFF_FFFF) - 1
      counts[number] = counts[number].addingSaturated(amount)
    }
  }

  /// Adds the counts of another table.
  mutating func merge(_ other: ByteCounts) {
    for number in 0..<other.count {
      other.withKey(at: number) { add(other.counts[number], to: $0) }
    }
  }

  /// The first eight bytes of the string with this number, as a number that compares as they do.
  func prefix(of number: Int) -> UInt64 {
    withKey(at: number) { key in
      var prefix: UInt64 = 0
      for index in 0..<8 { prefix = prefix << 8 | (index < key.count ? UInt64(key[index]) : 0) }
      return prefix
    }
  }

  /// Whether the string with one number stands before that with another in the order of bytes, which
  /// is that of code points.
  func precedes(_ first: Int, _ second: Int) -> Bool {
    let (one, other) = (range(of: first), range(of: second))
    return bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return false }
      let order = memcmp(
        base + one.lowerBound, base + other.lowerBound, min(one.count, other.count))
      return order != 0 ? order < 0 : one.count < other.count
    }
  }

  private func range(of number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }

  @inline(never)
  private mutating func insert(
    _ key: UnsafeBufferPointer<UInt8>, _ amount: Int64, tag: UInt64, slot: Int
  ) {
    precondition(count < Int(UInt32.max) - 1, "more than four thousand million different strings")
    bytes.append(contentsOf: key)
    ends.append(bytes.count)
    counts.append(amount)
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
  @inline(__always)
  private func slot(of key: UnsafeBufferPointer<UInt8>, tag: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(tag) & mask
    while true {
      let found = slots[slot]
      if found == 0 || found >> 32 == tag && isKey(Int(found & 0xFFFF_FFFF) - 1, key) {
        return slot
      }
      slot = (slot + 1) & mask
    }
  }

  @inline(__always)
  private func isKey(_ number: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(of: number)
    guard range.count == key.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      for index in 0..<key.count where bytes[range.lowerBound + index] != key[index] {
        return false
      }
      return true
    }
  }

  /// 32 bits of hash, by eight bytes at a time.
  @inline(__always)
  private static func tag(of key: UnsafeBufferPointer<UInt8>) -> UInt64 {
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

  @inline(__always)
  private static func mixed(_ value: UInt64) -> UInt64 {
    let (high, low) = (value ^ 0xa076_1d64_78bd_642f).multipliedFullWidth(
      by: 0xe703_7ed1_a0b4_28db)
    return high ^ low
  }
}

extension Int64 {
  /// The sum, or the nearest number there is.
  @inline(__always)
  func addingSaturated(_ other: Int64) -> Int64 {
    let (sum, overflows) = addingReportingOverflow(other)
    return overflows ? (other > 0 ? .max : .min) : sum
  }
}
