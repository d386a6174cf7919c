import Foundation

/// Different byte strings, numbered from 0 in the order they came in, their bytes in one block.
///
/// For tens of millions of strings: about 30 bytes a string besides its own. What belongs to a string
/// (an id, a count) is kept by its owner in an array under the string's number. Strings are compared by
/// their bytes, where Swift's `String` compares by canonical equivalence: "é" as one scalar and as two
/// are different here.
package struct InternedBytes: Sendable {
  @usableFromInline var bytes: [UInt8] = []
  @usableFromInline var ends: [Int] = []
  /// Half a hash above and the number plus one below, 0 where free: strings are compared only when
  /// the halves agree, and a larger table is filled without looking at them.
  @usableFromInline var slots: [UInt64]

  /// Starts with no strings, and with room for so many of them before the table grows.
  package init(minimumCapacity: Int = 0) {
    var slotCount = 16
    while 3 * slotCount < 4 * (minimumCapacity + 1) { slotCount *= 2 }
    slots = Array(repeating: 0, count: slotCount)
    ends.reserveCapacity(minimumCapacity)
  }

  /// The number of strings.
  @inlinable
  package var count: Int { ends.count }

  /// The number of a string, `nil` when it is not there.
  @inlinable
  package func number(of key: UnsafeBufferPointer<UInt8>) -> Int? {
    let found = slots[slot(of: key, tag: InternedBytes.tag(of: key))]
    return found == 0 ? nil : Int(found & 0xFFFF_FFFF) - 1
  }

  /// The number of a string, `nil` when it is not there.
  package func number(of key: String) -> Int? {
    var key = key
    return key.withUTF8 { number(of: $0) }
  }

  /// The number of a string, which is added when it is not there.
  @inlinable
  package mutating func intern(
    _ key: UnsafeBufferPointer<UInt8>
  ) -> (number: Int, isNew: Bool) {
    let tag = InternedBytes.tag(of: key)
    let slot = slot(of: key, tag: tag)
    let found = slots[slot]
    if found != 0 { return (Int(found & 0xFFFF_FFFF) - 1, false) }
    insert(key, tag: tag, slot: slot)
    return (count - 1, true)
  }

  /// The number of a string, which is added when it is not there.
  package mutating func intern(_ key: String) -> (number: Int, isNew: Bool) {
    var key = key
    return key.withUTF8 { intern($0) }
  }

  /// Forgets all strings and keeps the memory.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = 0 }
  }

  // MARK: Strings

  /// The bytes of the string with a number.
  package subscript(number: Int) -> ArraySlice<UInt8> { bytes[range(of: number)] }

  /// The string with a number; what is no UTF-8 in it is replaced.
  package func string(at number: Int) -> String {
    withBytes(at: number) { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the bytes of the string with a number.
  @inlinable
  package func withBytes<Result>(
    at number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[range(of: number)]))
    }
  }

  /// The first eight bytes of the string with a number, as a number that compares as they do.
  package func prefix(of number: Int) -> UInt64 {
    withBytes(at: number) { key in
      var prefix: UInt64 = 0
      for index in 0..<8 { prefix = prefix << 8 | (index < key.count ? UInt64(key[index]) : 0) }
      return prefix
    }
  }

  /// Whether the string with one number stands before that with another in the order of bytes, which
  /// is that of code points.
  package func precedes(_ first: Int, _ second: Int) -> Bool {
    withBytes(at: first) { one in
      withBytes(at: second) { other in
        let common = min(one.count, other.count)
        // An empty string need not have an address.
        guard let start = one.baseAddress, let place = other.baseAddress, common > 0 else {
          return one.count < other.count
        }
        let order = memcmp(start, place, common)
        return order != 0 ? order < 0 : one.count < other.count
      }
    }
  }

  @inlinable
  func range(of number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }
}
