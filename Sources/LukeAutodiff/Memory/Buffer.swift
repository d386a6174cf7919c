import Foundation

/// Float memory, aligned to 64 bytes, that goes back to its pool when nobody uses it.
package final class Buffer {
  package let base: UnsafeMutablePointer<Float>
  /// Floats usable; at least as many as were asked for.
  package let capacity: Int
  private let isMapped: Bool

  package init(count: Int) {
    (base, capacity) = BufferPool.shared.take(count)
    isMapped = false
  }

  /// Zeros, of which memory holds only the pages that are written to: for arrays of which a small
  /// part is ever used.
  package init(zeros count: Int) {
    capacity = max(count, 1)
    base = ZeroPages.map(bytes: capacity * MemoryLayout<Float>.stride)
      .bindMemory(to: Float.self, capacity: capacity)
    isMapped = true
  }

  deinit {
    if isMapped {
      munmap(base, capacity * MemoryLayout<Float>.stride)
    } else {
      BufferPool.shared.giveBack(base, capacity)
    }
  }
}
