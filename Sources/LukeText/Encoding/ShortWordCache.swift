/// The subwords of short words met before, each word in one line of the processor's cache.
///
/// A word has one place, given by its hash, and takes it from whatever word was there: what comes
/// often is back soon, and there is nothing to clear. Words of more than 24 bytes or 6 subwords have no
/// place.
final class ShortWordCache {
  static let maximumByteCount = 24
  static let maximumSubwordCount = 6
  private static let slotCount = 1 << 16
  /// The bytes of a slot: the word in three 64-bit numbers, zeros behind its end; how many bytes and
  /// how many subwords it has (8 bits each); the ids of the subwords; the scalars where they start and
  /// where they end (8 bits each).
  private static let slotSize = 64
  private static let idOffset = 28
  private static let startOffset = 52
  private static let endOffset = 58

  private let slots: UnsafeMutableRawPointer

  init() {
    // A word has at least one byte, so no word equals an empty slot.
    slots = .allocate(byteCount: Self.slotCount * Self.slotSize, alignment: Self.slotSize)
    slots.initializeMemory(as: UInt8.self, repeating: 0, count: Self.slotCount * Self.slotSize)
  }

  deinit { slots.deallocate() }

  /// A word as it is compared, and the slot that it belongs to.
  struct Key {
    fileprivate let words: (UInt64, UInt64, UInt64)
    fileprivate let slot: UnsafeMutableRawPointer
    fileprivate let count: UInt8
  }

  /// The key of a word of 1 to 24 bytes, behind which there is memory for 23 bytes more.
  @inline(__always)
  func key(_ word: UnsafeRawPointer, count: Int) -> Key {
    func part(_ offset: Int) -> UInt64 {
      let left = count - offset
      guard left > 0 else { return 0 }
      let bytes = UInt64(
        littleEndian: word.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      return left >= 8 ? bytes : bytes & (1 << UInt64(8 * left) - 1)
    }
    let words = (part(0), part(8), part(16))
    var hash = words.0 &* 0x9e37_79b9_7f4a_7c15
    hash = (hash ^ hash >> 32 ^ words.1) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ hash >> 32 ^ words.2) &* 0x94d0_49bb_1331_11eb
    let slot = Int(truncatingIfNeeded: hash >> 32) & (Self.slotCount - 1)
    return Key(words: words, slot: slots + slot * Self.slotSize, count: UInt8(count))
  }

  /// How many subwords a word has, 0 for a word that is not there.
  @inline(__always)
  func count(of key: Key) -> Int {
    let slot = key.slot
    guard slot.load(as: UInt64.self) == key.words.0,
      slot.load(fromByteOffset: 8, as: UInt64.self) == key.words.1,
      slot.load(fromByteOffset: 16, as: UInt64.self) == key.words.2,
      slot.load(fromByteOffset: 24, as: UInt8.self) == key.count
    else { return 0 }
    return Int(slot.load(fromByteOffset: 25, as: UInt8.self))
  }

  /// A subword of a word that is there.
  @inline(__always)
  func subword(_ index: Int, of key: Key) -> Subword {
    let slot = UnsafeRawPointer(key.slot)
    return Subword(
      id: slot.load(fromByteOffset: Self.idOffset + 4 * index, as: Int32.self),
      start: Int32(slot.load(fromByteOffset: Self.startOffset + index, as: UInt8.self)),
      end: Int32(slot.load(fromByteOffset: Self.endOffset + index, as: UInt8.self)))
  }

  /// Copies the ids of a word that is there to `output`, where there must be room for 6 of them,
  /// however many it has.
  @inline(__always)
  func copyIDs(of key: Key, to output: UnsafeMutablePointer<Int32>) {
    let ids = (key.slot + Self.idOffset).assumingMemoryBound(to: Int32.self)
    for index in 0..<Self.maximumSubwordCount { output[index] = ids[index] }
  }

  /// Keeps the subwords of a word, 1 to 6.
  func set(_ subwords: UnsafeBufferPointer<Subword>, for key: Key) {
    let slot = key.slot
    slot.storeBytes(of: key.words.0, as: UInt64.self)
    slot.storeBytes(of: key.words.1, toByteOffset: 8, as: UInt64.self)
    slot.storeBytes(of: key.words.2, toByteOffset: 16, as: UInt64.self)
    slot.storeBytes(of: key.count, toByteOffset: 24, as: UInt8.self)
    slot.storeBytes(of: UInt8(subwords.count), toByteOffset: 25, as: UInt8.self)
    for (index, subword) in subwords.enumerated() {
      slot.storeBytes(of: subword.id, toByteOffset: Self.idOffset + 4 * index, as: Int32.self)
      slot.storeBytes(
        of: UInt8(subword.start), toByteOffset: Self.startOffset + index, as: UInt8.self)
      slot.storeBytes(of: UInt8(subword.end), toByteOffset: Self.endOffset + index, as: UInt8.self)
    }
  }
}
