internal import CZlib

/// Bytes packed with deflate, without a frame around them.
enum Deflated {
  /// A window of the largest size; negative for no frame.
  private static let windowBits: Int32 = -15

  /// The content, which must be of `size` bytes; nil where it is not, or the bytes are damaged.
  static func unpacked(_ bytes: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
    guard size >= 0, size <= Int(UInt32.max), bytes.count <= Int(UInt32.max) else { return nil }
    var isWhole = false
    // One byte more than there should be, so that a longer content is seen.
    let content = [UInt8](unsafeUninitializedCapacity: size + 1) { output, count in
      var state = z_stream()
      let stateSize = Int32(MemoryLayout<z_stream>.size)
      guard inflateInit2_(&state, windowBits, ZLIB_VERSION, stateSize) == Z_OK else { return }
      defer { inflateEnd(&state) }
      bytes.withUnsafeBufferPointer { input in
        state.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        state.avail_in = UInt32(input.count)
        state.next_out = output.baseAddress
        state.avail_out = UInt32(size + 1)
        isWhole = inflate(&state, Z_FINISH) == Z_STREAM_END && Int(state.total_out) == size
      }
      count = Int(state.total_out)
    }
    return isWhole ? content : nil
  }
}
