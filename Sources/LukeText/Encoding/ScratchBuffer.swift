/// A block of scratch memory that grows and is never shrunk.
///
/// One place before the first element may be written: a space is put there when a text is encoded as
/// if one stood before it. Behind the last element of the capacity 32 more may be read: short words are
/// compared eight bytes at a time.
final class ScratchBuffer<Element: FixedWidthInteger> {
  private var block: UnsafeMutablePointer<Element>
  private(set) var capacity = 256

  private static var before: Int { 16 }
  private static var behind: Int { 32 }

  /// The first element.
  @inline(__always)
  var base: UnsafeMutablePointer<Element> { block + ScratchBuffer.before }

  init() { block = ScratchBuffer.allocate(256) }

  deinit { block.deallocate() }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    let count = before + capacity + behind
    let block = UnsafeMutablePointer<Element>.allocate(capacity: count)
    block.initialize(repeating: 0, count: count)
    return block
  }

  /// Makes room for `count` elements and keeps what is there.
  @inline(__always)
  func reserve(_ count: Int) {
    if count > capacity { grow(to: count) }
  }

  @inline(never)
  private func grow(to count: Int) {
    let newCapacity = max(count, 2 * capacity)
    let new = ScratchBuffer.allocate(newCapacity)
    new.update(from: block, count: ScratchBuffer.before + capacity)
    block.deallocate()
    block = new
    capacity = newCapacity
  }
}
