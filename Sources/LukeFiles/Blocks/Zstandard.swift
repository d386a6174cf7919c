internal import CZstd

/// Zstandard frames that state how large their content is.
enum Zstandard {
  /// The frame that holds `bytes`.
  static func compress(_ bytes: UnsafeRawBufferPointer, level: Int32) -> [UInt8] {
    let bound = ZSTD_compressBound(bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { frame, count in
      let filled = ZSTD_compress(frame.baseAddress, bound, bytes.baseAddress, bytes.count, level)
      // With room for the worst case only memory can be missing.
      precondition(ZSTD_isError(filled) == 0, "zstd cannot compress: out of memory")
      count = filled
    }
  }

  /// The content of a frame that must have `count` bytes; nil if it has not, or is damaged.
  static func decompress(_ frame: UnsafeRawBufferPointer, count: Int) -> [UInt8]? {
    // Memory is given only for what the frame itself says, too.
    guard ZSTD_getFrameContentSize(frame.baseAddress, frame.count) == UInt64(count) else {
      return nil
    }
    var filled = 0
    let content = [UInt8](unsafeUninitializedCapacity: count) { content, initialized in
      filled = ZSTD_decompress(content.baseAddress, count, frame.baseAddress, frame.count)
      initialized = ZSTD_isError(filled) == 0 ? filled : 0
    }
    return content.count == count && ZSTD_isError(filled) == 0 ? content : nil
  }
}
