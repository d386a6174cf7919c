internal import CZlib
import LukeSystem

/// Decompresses gzip members, as many as the file holds.
final class GzipDecoder: StreamDecoder {
  // The library keeps the address of the state.
  private let state = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var isInMember = true
  /// What is wrong with the data, found after some that could be read.
  private var failure: FileError?
  private let path: String

  /// The largest window there is, and the frame of gzip around the data.
  private static let windowBits: Int32 = 15 + 16

  init(path: String) throws(FileError) {
    self.path = path
    state.initialize(to: z_stream())
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(state, Self.windowBits, ZLIB_VERSION, size) == Z_OK else {
      state.deallocate()
      throw .inputOutput(path: path, reason: "cannot read: no memory for gzip")
    }
  }

  deinit {
    inflateEnd(state)
    state.deallocate()
  }

  func read(
    from source: FileSource, into buffer: UnsafeMutableRawBufferPointer
  ) throws(FileError) -> Int {
    if let failure { throw failure }
    let capacity = min(buffer.count, Int(UInt32.max))
    state.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    state.pointee.avail_out = UInt32(capacity)
    while Int(state.pointee.avail_out) == capacity {
      if !isInMember, try !beginMember(source) { return 0 }
      try source.fill()
      let input = source.available
      if input.isEmpty {
        throw .malformed(
          path: path, reason: "the file ends early, at byte \(source.offset), within gzip data")
      }
      state.pointee.next_in = UnsafeMutablePointer(
        mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
      state.pointee.avail_in = UInt32(input.count)
      let result = inflate(state, Z_NO_FLUSH)
      source.consume(input.count - Int(state.pointee.avail_in))
      if result == Z_STREAM_END {
        isInMember = false
      } else if result != Z_OK, result != Z_BUF_ERROR {
        let error = FileError.malformed(
          path: path, reason: "the gzip data are damaged near byte \(source.offset)")
        // What could be unpacked before is delivered first.
        failure = error
        if Int(state.pointee.avail_out) == capacity { throw error }
        break
      }
    }
    return capacity - Int(state.pointee.avail_out)
  }

  /// Begins the next member; false if there is none.
  private func beginMember(_ source: FileSource) throws(FileError) -> Bool {
    let start = try source.peek(Compression.signatureCount)
    // Zeros that fill up the last block of a tape or disk are no fault.
    if start.allSatisfy({ $0 == 0 }) { return false }
    guard Compression.beginsGzip(start) else {
      throw .malformed(
        path: path,
        reason: "there is something else after the gzip data, from byte \(source.offset) on")
    }
    inflateReset(state)
    isInMember = true
    return true
  }
}
