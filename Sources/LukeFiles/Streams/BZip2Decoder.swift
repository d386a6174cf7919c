internal import CBZip2
import LukeSystem

/// Decompresses bzip2 streams, as many as the file holds.
final class BZip2Decoder: StreamDecoder {
  // The library keeps the address of the state.
  private let state = UnsafeMutablePointer<bz_stream>.allocate(capacity: 1)
  private var isOpen = false
  /// What is wrong with the data, found after some that could be read.
  private var failure: FileError?
  private let path: String

  init(path: String) throws(FileError) {
    self.path = path
    state.initialize(to: bz_stream())
  }

  deinit {
    if isOpen { BZ2_bzDecompressEnd(state) }
    state.deallocate()
  }

  func read(
    from source: FileSource, into buffer: UnsafeMutableRawBufferPointer
  ) throws(FileError) -> Int {
    if let failure { throw failure }
    let capacity = min(buffer.count, Int(UInt32.max))
    state.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
    state.pointee.avail_out = UInt32(capacity)
    while Int(state.pointee.avail_out) == capacity {
      if !isOpen, try !open(source) { return 0 }
      try source.fill()
      let input = source.available
      state.pointee.next_in = UnsafeMutablePointer(
        mutating: input.baseAddress?.assumingMemoryBound(to: CChar.self))
      state.pointee.avail_in = UInt32(input.count)
      let result = BZ2_bzDecompress(state)
      let isStuck = input.isEmpty && Int(state.pointee.avail_out) == capacity
      source.consume(input.count - Int(state.pointee.avail_in))
      if result == BZ_STREAM_END {
        close()
      } else if result != BZ_OK {
        let error = FileError.malformed(
          path: path, reason: "the bzip2 data are damaged before byte \(source.offset)")
        // The library checks a block's sum after its last byte: what it wrote is delivered first.
        failure = error
        if Int(state.pointee.avail_out) == capacity { throw error }
        break
      } else if isStuck {
        throw .malformed(
          path: path, reason: "the file ends early, at byte \(source.offset), within bzip2 data")
      }
    }
    return capacity - Int(state.pointee.avail_out)
  }

  /// Begins the next stream; false if there is none.
  private func open(_ source: FileSource) throws(FileError) -> Bool {
    let start = try source.peek(Compression.signatureCount)
    if start.isEmpty { return false }
    guard Compression.beginsBZip2(start) else {
      // Zeros that fill up the last block of a tape or disk are no fault.
      if start.allSatisfy({ $0 == 0 }) { return false }
      let reason =
        start.count < Compression.signatureCount && start.starts(with: "BZ".utf8)
        ? "the file ends early, at byte \(source.offset + start.count), within bzip2 data"
        : "there is something else after the bzip2 data, from byte \(source.offset) on"
      throw .malformed(path: path, reason: reason)
    }
    guard BZ2_bzDecompressInit(state, 0, 0) == BZ_OK else {
      throw .inputOutput(path: path, reason: "cannot read: no memory for bzip2")
    }
    isOpen = true
    return true
  }

  private func close() {
    let (output, room) = (state.pointee.next_out, state.pointee.avail_out)
    BZ2_bzDecompressEnd(state)
    isOpen = false
    state.initialize(to: bz_stream())
    (state.pointee.next_out, state.pointee.avail_out) = (output, room)
  }
}
