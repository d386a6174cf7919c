import LukeSystem

extension RandomAccessFile {
  /// How many bytes are held at once while elements are converted.
  private static let chunkSize = 1 << 20

  /// Reads floating-point elements that lie one after the other from `offset` on.
  func readElements(
    _ type: ElementType, at offset: Int, into destination: UnsafeMutableBufferPointer<Float>
  ) throws {
    if type == .float32 {
      return try read(at: offset, into: UnsafeMutableRawBufferPointer(destination))
    }
    try inPieces(of: type, at: offset, count: destination.count) { bytes, elements in
      type.widen(
        bytes, into: UnsafeMutableBufferPointer(rebasing: destination[elements]))
    }
  }

  /// Reads integer elements that lie one after the other from `offset` on.
  func readIntegers(_ type: ElementType, at offset: Int, count: Int) throws -> [Int64] {
    var result: [Int64] = []
    result.reserveCapacity(min(count, size))
    try inPieces(of: type, at: offset, count: count) { bytes, _ in
      type.appendIntegers(bytes, to: &result)
    }
    return result
  }

  private func inPieces(
    of type: ElementType, at offset: Int, count: Int,
    _ body: (UnsafeRawBufferPointer, Range<Int>) -> Void
  ) throws {
    let chunkCount = Self.chunkSize / type.byteCount
    let chunk = UnsafeMutableRawBufferPointer.allocate(
      byteCount: min(count, chunkCount) * type.byteCount, alignment: 16)
    defer { chunk.deallocate() }
    for start in stride(from: 0, to: count, by: chunkCount) {
      let elements = start..<min(start + chunkCount, count)
      let part = UnsafeMutableRawBufferPointer(
        rebasing: chunk[..<(elements.count * type.byteCount)])
      try read(at: offset + start * type.byteCount, into: part)
      body(UnsafeRawBufferPointer(part), elements)
    }
  }
}
