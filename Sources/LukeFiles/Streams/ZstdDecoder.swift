internal import CZstd
import LukeSystem

/// Decompresses Zstandard frames, as many as the file holds.
final class ZstdDecoder: StreamDecoder {
  private let state: OpaquePointer
  private let path: String
  /// Whether a frame has begun and not ended.
  private var isInFrame = false

  /// The most memory that a frame may ask for: 2²⁷ bytes, as the `zstd` program allows by default.
  ///
  /// Frames can ask for 2 GiB, before a byte of them is read.
  private static let windowLogarithm: Int32 = 27

  init(path: String) throws(FileError) {
    guard let state = ZSTD_createDStream() else {
      throw .inputOutput(path: path, reason: "cannot read: no memory for Zstandard")
    }
    self.state = state
    self.path = path
    ZSTD_DCtx_setParameter(state, ZSTD_d_windowLogMax, Self.windowLogarithm)
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
      if ZSTD_getErrorCode(result) == ZSTD_error_frameParameter_windowTooLarge {
        throw .malformed(
          path: path,
          reason: "unpacking it takes more memory than the 128 MiB that are given to it; unpack it "
            + "first (zstd -d --long=31), or pack it without --long")
      }
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
