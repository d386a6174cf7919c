import Foundation

/// A piece of float memory, aligned to 64 bytes, that goes back to its pool when nobody uses it.
package final class Buffer {
  package let base: UnsafeMutablePointer<Float>
  /// Floats usable; at least as many as were asked for.
  package let capacity: Int

  package init(count: Int) {
    (base, capacity) = BufferPool.shared.take(count)
  }

  deinit {
    BufferPool.shared.giveBack(base, capacity)
  }
}
