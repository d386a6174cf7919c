/// Normalized scalars and, for each, the index of the original scalar that it came from.
struct NormalizedText {
  let scalars = ScratchBuffer()
  let origins = ScratchBuffer()
  var count = 0

  @inline(__always)
  mutating func append(_ scalar: UInt32, from origin: Int) {
    if count == scalars.capacity {
      scalars.reserve(count + 1)
      origins.reserve(count + 1)
    }
    scalars.base[count] = scalar
    origins.base[count] = UInt32(truncatingIfNeeded: origin)
    count += 1
  }
}
