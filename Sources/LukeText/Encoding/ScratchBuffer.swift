/// A block of scratch memory that grows and is never shrunk.
///
/// One slot before the first element may be written: a space is put there when a text is encoded
/// as if one stood before it.
final class ScratchBuffer {
  private var block = UnsafeMutablePointer<UInt32>.allocate(capacity: 257)
  private(set) var capacity = 256

  /// The first element.
  var base: UnsafeMutablePointer<UInt32> { block + 1 }

  init() { block.initialize(repeating: 0, count: capacity + 1) }

  deinit { block.deallocate() }

  /// Makes room for `count` elements and keeps what is there.
  func reserve(_ count: Int) {
    guard count > capacity else { return }
    let newCapacity = max(count, 2 * capacity)
    let new = UnsafeMutablePointer<UInt32>.allocate(capacity: newCapacity + 1)
    new.initialize(repeating: 0, count: newCapacity + 1)
    new.update(from: block, count: capacity + 1)
    block.deallocate()
    block = new
    capacity = newCapacity
  }
}
