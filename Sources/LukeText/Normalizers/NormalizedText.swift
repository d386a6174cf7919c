/// Normalized UTF-8 and, for each of its scalars, the number of the original scalar it came from.
///
/// One is used again for text after text.
final class NormalizedText {
  let bytes = ScratchBuffer<UInt8>()
  let origins = ScratchBuffer<UInt32>()
  private(set) var byteCount = 0
  private(set) var scalarCount = 0

  /// Forgets the text and makes room for one about as long as so many bytes.
  func removeAll(forByteCount count: Int) {
    (byteCount, scalarCount) = (0, 0)
    bytes.reserve(count + 4)
    origins.reserve(count + 4)
  }

  /// Appends a scalar.
  @inline(__always)
  func append(_ scalar: UInt32, from origin: Int) {
    bytes.reserve(byteCount + 4)
    origins.reserve(scalarCount + 1)
    byteCount += UTF8Scalars.write(scalar, to: bytes.base + byteCount)
    origins.base[scalarCount] = UInt32(truncatingIfNeeded: origin)
    scalarCount += 1
  }
}
