import Foundation
import LukeSystem

/// Keeps freed memory for the next tensor of about the same size.
///
/// Fresh large allocations cost a page fault for every 4 KiB in every step; a training step asks for
/// the same few sizes again and again. Sizes are rounded up to eighths of a power of two, so that
/// batches of slightly different lengths share buffers and at most an eighth is wasted.
package final class BufferPool: Sendable {
  package static let shared = BufferPool()

  private struct State {
    var free: [Int: [FloatPointer]] = [:]
    var freeFloats = 0
    var liveFloats = 0
    var peakFloats = 0

    mutating func use(_ capacity: Int) {
      liveFloats += capacity
      peakFloats = max(peakFloats, liveFloats)
    }
  }

  private let state = LockedValue(State())

  /// Bytes in use now, and the most there have been, idle buffers not counted.
  package var usage: (liveBytes: Int, peakBytes: Int) {
    state.withLock { ($0.liveFloats * 4, $0.peakFloats * 4) }
  }

  /// Rounds a count of floats up to the sizes that the pool hands out.
  package static func roundedCount(_ count: Int) -> Int {
    let least = max(count, 64)
    let granule = max(64, (1 << (Int.bitWidth - 1 - least.leadingZeroBitCount)) / 8)
    return (least + granule - 1) / granule * granule
  }

  /// How many sizes above the right one are looked at for an idle buffer: up to half as large again.
  private static let sizesTried = 4

  func take(_ count: Int) -> (UnsafeMutablePointer<Float>, Int) {
    let wanted = Self.roundedCount(count)
    let reused = state.withLock { state -> (FloatPointer, Int)? in
      for capacity in Self.sizes(from: wanted) {
        guard let buffer = state.free[capacity]?.popLast() else { continue }
        state.freeFloats -= capacity
        state.use(capacity)
        return (buffer, capacity)
      }
      state.use(wanted)
      return nil
    }
    if let (buffer, capacity) = reused { return (buffer.base, capacity) }
    return (allocate(wanted), wanted)
  }

  /// A size and those next above it.
  ///
  /// Batches vary in length, so without the larger ones idle buffers of every size there ever was
  /// would pile up.
  private static func sizes(from wanted: Int) -> [Int] {
    var sizes = [wanted]
    while sizes.count < sizesTried { sizes.append(roundedCount(sizes[sizes.count - 1] + 1)) }
    return sizes
  }

  func giveBack(_ base: UnsafeMutablePointer<Float>, _ capacity: Int) {
    let buffer = FloatPointer(base)
    state.withLock { state in
      state.liveFloats -= capacity
      state.freeFloats += capacity
      state.free[capacity, default: []].append(buffer)
    }
  }

  /// Returns all idle memory to the system, for instance between training and export.
  package func trim() {
    let buffers = state.withLock { state -> [FloatPointer] in
      defer {
        state.free = [:]
        state.freeFloats = 0
      }
      return state.free.values.flatMap { $0 }
    }
    for buffer in buffers { free(buffer.base) }
  }

  private func allocate(_ capacity: Int) -> UnsafeMutablePointer<Float> {
    if let memory = rawAllocate(capacity) { return memory }
    trim()
    guard let memory = rawAllocate(capacity) else {
      state.withLock { $0.liveFloats -= capacity }
      MemoryShortage.end(asking: capacity * MemoryLayout<Float>.stride)
    }
    return memory
  }

  private func rawAllocate(_ capacity: Int) -> UnsafeMutablePointer<Float>? {
    let bytes = capacity * MemoryLayout<Float>.stride
    let hugePage = 2 << 20
    let isLarge = bytes >= 2 * hugePage
    var raw: UnsafeMutableRawPointer?
    guard posix_memalign(&raw, isLarge ? hugePage : 64, bytes) == 0, let raw else { return nil }
    #if os(Linux)
      // Fewer page faults and fewer misses in the address cache; a hint, so its result does not matter.
      if isLarge { madvise(raw, bytes, Int32(MADV_HUGEPAGE)) }
    #endif
    return raw.bindMemory(to: Float.self, capacity: capacity)
  }
}
