import LukeSystem

/// How often each pair of symbols was counted, and a number that the present step gave it.
///
/// Open addressing; the pair of two all-ones symbols, which no vocabulary is large enough for,
/// stands for a free slot.
struct PairCounts {
  private struct Slot {
    var pair: SymbolPair
    var count: Int64
    /// The step that numbered the pair last, so that no step has to forget the one before.
    var step: Int32
    var number: Int32
  }

  private static let free = Slot(pair: .max, count: 0, step: -1, number: 0)

  private var slots = [Slot](repeating: free, count: 1024)
  private var count = 0

  /// The count of a pair, 0 for one never counted.
  func count(of pair: SymbolPair) -> Int64 { slots[slot(of: pair)].count }

  /// Adds to the count of a pair.
  @inline(__always)
  mutating func add(_ amount: Int64, to pair: SymbolPair) {
    let slot = insertedSlot(of: pair)
    slots[slot].count = slots[slot].count.addingSaturated(amount)
  }

  /// Adds to the count of a pair and gives its number in this step: `next` when it had none.
  @inline(__always)
  mutating func add(
    _ amount: Int64, to pair: SymbolPair, step: Int32, next: Int
  ) -> Int {
    let slot = insertedSlot(of: pair)
    slots[slot].count = slots[slot].count.addingSaturated(amount)
    if slots[slot].step != step {
      slots[slot].step = step
      slots[slot].number = Int32(next)
    }
    return Int(slots[slot].number)
  }

  @inline(__always)
  private mutating func insertedSlot(of pair: SymbolPair) -> Int {
    let slot = slot(of: pair)
    if slots[slot].pair == pair { return slot }
    return insert(pair, slot)
  }

  @inline(never)
  private mutating func insert(_ pair: SymbolPair, _ free: Int) -> Int {
    slots[free].pair = pair
    count += 1
    guard 3 * count > 2 * slots.count else { return free }
    let old = slots
    slots = Array(repeating: PairCounts.free, count: 2 * old.count)
    for entry in old where entry.pair != .max { slots[slot(of: entry.pair)] = entry }
    return slot(of: pair)
  }

  /// The slot that holds the pair, or the free one where it belongs.
  @inline(__always)
  private func slot(of pair: SymbolPair) -> Int {
    let mask = slots.count - 1
    let product = pair &* 0x9e37_79b9_7f4a_7c15
    var slot = Int(truncatingIfNeeded: product >> 32 ^ product >> 11) & mask
    while slots[slot].pair != pair, slots[slot].pair != .max { slot = (slot + 1) & mask }
    return slot
  }
}
