import LukeAutodiff
import Testing

/// Memory for tensors.
@Suite struct BufferPoolTests {
  @Test func sizesWasteAtMostAnEighth() {
    for count in Array(0...5000) + [1 << 20, 1 << 20 + 1, 3 << 22 - 1, 3 << 22 + 1] {
      let rounded = BufferPool.roundedCount(count)
      #expect(rounded >= count && rounded % 64 == 0)
      #expect(rounded < max(128, count + max(64, count / 8 + 1)), "\(count) → \(rounded)")
      #expect(BufferPool.roundedCount(rounded) == rounded)
    }
  }

  @Test func memoryIsAligned() {
    let tensors = [1, 3, 63, 65, 1000, 1 << 21].map { Tensor(rows: 1, columns: $0) }
    for tensor in tensors { #expect(UInt(bitPattern: tensor.pointer) % 64 == 0) }
  }

  @Test func liveTensorsDoNotOverlap() {
    let tensors = (1...100).map { Tensor(rows: $0, columns: 17) }
    for (index, tensor) in tensors.enumerated() { tensor.fill(with: Float(index)) }
    for (index, tensor) in tensors.enumerated() {
      #expect(tensor.values.allSatisfy { $0 == Float(index) })
    }
  }

  /// In a process of its own, since other tests use the same pool of memory.
  @Test func memoryIsCountedUsedAgainAndReturned() async {
    await #expect(processExitsWith: .success) {
      let before = BufferPool.shared.usage
      #expect(before.liveBytes == 0)
      var tensor: Tensor? = Tensor(rows: 1, columns: 1000)
      let first = tensor?.pointer
      #expect(BufferPool.shared.usage.liveBytes == 4 * BufferPool.roundedCount(1000))
      tensor = nil
      #expect(BufferPool.shared.usage.liveBytes == 0)
      tensor = Tensor(rows: 1, columns: 1001)
      #expect(tensor?.pointer == first, "a piece of the same size is used again")
      tensor = nil
      BufferPool.shared.trim()
      #expect(BufferPool.shared.usage.liveBytes == 0)
      #expect(BufferPool.shared.usage.peakBytes == 4 * BufferPool.roundedCount(1000))
    }
  }
}
