/// A map from byte strings to numbers, the bytes of all keys in one block.
///
/// Swift's `String` compares by canonical equivalence, vocabularies by bytes: "é" as one scalar and
/// as two are different words. Keys are numbered in the order they were added.
struct ByteTable: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private(set) var values: [Int32] = []
  private var slots: [Int32]

  init(minimumCapacity: Int = 0) {
    slots = Array(repeating: -1, count: ByteTable.slotCount(for: minimumCapacity))
    ends.reserveCapacity(minimumCapacity)
    values.reserveCapacity(minimumCapacity)
  }

  /// The number of keys.
  var count: Int { values.count }

  /// The bytes of the key with this number.
  func key(at number: Int) -> ArraySlice<UInt8> {
    bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
  }

  /// The key with this number as a string.
  func string(at number: Int) -> String {
    String(decoding: key(at: number), as: UTF8.self)
  }

  /// The value of a key, `nil` when it is absent.
  func value(of key: String) -> Int32? {
    number(of: key).map { values[$0] }
  }

  /// The number of a key, `nil` when it is absent.
  func number(of key: String) -> Int? {
    var key = key
    return key.withUTF8 { number(of: $0) }
  }

  /// The number of a key, `nil` when it is absent.
  func number(of key: UnsafeBufferPointer<UInt8>) -> Int? {
    let found = slots[slot(of: key)]
    return found < 0 ? nil : Int(found)
  }

  /// Adds a key or gives a present one a new value; returns the old value.
  @discardableResult
  mutating func set(_ value: Int32, for key: String) -> Int32? {
    var key = key
    return key.withUTF8 { set(value, for: $0) }
  }

  /// Adds a key or gives a present one a new value; returns the old value.
  @discardableResult
  mutating func set(_ value: Int32, for key: UnsafeBufferPointer<UInt8>) -> Int32? {
    if 2 * (count + 1) > slots.count { grow() }
    let slot = slot(of: key)
    let found = slots[slot]
    if found >= 0 {
      defer { values[Int(found)] = value }
      return values[Int(found)]
    }
    slots[slot] = Int32(count)
    bytes.append(contentsOf: key)
    ends.append(bytes.count)
    values.append(value)
    return nil
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: ByteTable.slotCount(for: 2 * count))
    for number in 0..<count {
      let free = key(at: number).withUnsafeBufferPointer { self.slot(of: $0) }
      slots[free] = Int32(number)
    }
  }

  /// The slot that holds the key, or the free one where it belongs.
  private func slot(of key: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in key { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
    while slots[slot] >= 0, !self.key(at: Int(slots[slot])).elementsEqual(key) {
      slot = (slot + 1) & mask
    }
    return slot
  }

  private static func slotCount(for capacity: Int) -> Int {
    var count = 16
    while count < 2 * capacity + 2 { count *= 2 }
    return count
  }
}
