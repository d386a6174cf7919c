internal import CZstd

/// Decompresses Zstandard frames, as many as the file holds.
final class ZstdDecoder: StreamDecoder {
  private let state: OpaquePointer
  private let path: String
  /// Whether a frame has begun and not ended.
  private var isInFrame = false

  init(path: String) throws(FileError) {
    guard let state = ZSTD_createDStream() else {
      throw .inputOutput(path: path, reason: "cannot read: no memory for Zstandard")
    }
    self.state = state
    self.path = path
    // Frames made with `--ultra --long` look back further than the library allows by default.
    ZSTD_DCtx_setParameter(state, ZSTD_d_windowLogMax, 31)
  }

  deinit { ZSTD_freeDStream(state) }

  func read(
    from source: FileSource, into buffer: UnsafeMutableRawBufferPointer
  ) throws(FileError) -> Int {
    var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
    while output.pos == 0 {
      try source.fill()
      let available = source.available
      if available.isEmpty, !isInFrame { return 0 }
      var input = ZSTD_inBuffer(src: available.baseAddress, size: available.count, pos: 0)
      let result = ZSTD_decompressStream(state, &output, &input)
      source.consume(input.pos)
      if ZSTD_isError(result) != 0 {
        throw .malformed(
          path: path,
          reason: "the Zstandard data are damaged near byte \(source.offset): "
            + String(cString: ZSTD_getErrorName(result)))
      }
      isInFrame = result != 0
      if available.isEmpty, output.pos == 0, isInFrame {
        throw .malformed(
          path: path, reason: "the file ends early, at byte \(source.offset), within Zstandard data"
        )
      }
    }
    return output.pos
  }
}
