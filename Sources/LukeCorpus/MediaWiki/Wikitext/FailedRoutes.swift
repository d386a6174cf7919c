/// The routes through a page that are known to fail, so that none is tried twice.
///
/// A set of numbers with open addressing; without it nested unclosed markup takes exponential time.
struct FailedRoutes {
  private var slots = [UInt64](repeating: 0, count: 64)
  private var count = 0

  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    var mixed = key &* 0x9e37_79b9_7f4a_7c15
    mixed ^= mixed >> 32
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: mixed) & mask
    while slots[slot] != 0, slots[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  @inline(__always)
  func contains(_ key: UInt64) -> Bool { count > 0 && slots[slot(of: key)] != 0 }

  mutating func insert(_ key: UInt64) {
    let free = slot(of: key)
    guard slots[free] == 0 else { return }
    slots[free] = key
    count += 1
    if 2 * count > slots.count { grow() }
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: 2 * old.count)
    for key in old where key != 0 { slots[slot(of: key)] = key }
  }
}
