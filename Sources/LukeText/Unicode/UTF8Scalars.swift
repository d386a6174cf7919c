/// Unicode scalars within UTF-8.
enum UTF8Scalars {
  /// The scalar at a place and where the next one is.
  ///
  /// Up to three bytes behind the place are read, also past the end of the text; what is no valid
  /// UTF-8 gives some scalar.
  @inline(__always)
  static func scalar(
    at place: Int, of bytes: UnsafePointer<UInt8>
  ) -> (value: UInt32, next: Int) {
    let byte = bytes[place]
    return byte < 0x80 ? (UInt32(byte), place + 1) : longScalar(at: place, of: bytes)
  }

  private static func longScalar(
    at place: Int, of bytes: UnsafePointer<UInt8>
  ) -> (value: UInt32, next: Int) {
    let byte = UInt32(bytes[place])
    func rest(_ offset: Int) -> UInt32 { UInt32(bytes[place + offset] & 0x3F) }
    if byte < 0xE0 { return ((byte & 0x1F) << 6 | rest(1), place + 2) }
    if byte < 0xF0 { return ((byte & 0x0F) << 12 | rest(1) << 6 | rest(2), place + 3) }
    let value = (byte & 0x07) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3)
    return (min(value, 0x10FFFF), place + 4)
  }

  /// The scalar that ends at a place behind the first, and where it starts.
  static func scalar(
    before place: Int, of bytes: UnsafePointer<UInt8>
  ) -> (value: UInt32, start: Int) {
    var start = place - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return (scalar(at: start, of: bytes).value, start)
  }

  /// How many scalars start within some bytes; up to seven bytes behind them are read.
  @inline(__always)
  static func count(_ bytes: UnsafePointer<UInt8>, byteCount: Int) -> Int {
    let raw = UnsafeRawPointer(bytes)
    var continuing = 0
    var place = 0
    while place < byteCount {
      var eight = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      let left = byteCount - place
      if left < 8 { eight &= 1 << UInt64(8 * left) - 1 }
      // A byte that continues a scalar begins with the bits 10.
      continuing += (eight & ~(eight << 1) & 0x8080_8080_8080_8080).nonzeroBitCount
      place += 8
    }
    return byteCount - continuing
  }

  /// Writes a scalar; gives the number of its bytes, at most 4.
  @inline(__always)
  static func write(_ scalar: UInt32, to output: UnsafeMutablePointer<UInt8>) -> Int {
    switch scalar {
    case 0..<0x80:
      output[0] = UInt8(scalar)
      return 1
    case 0x80..<0x800:
      output[0] = UInt8(0xC0 | scalar >> 6)
      output[1] = UInt8(0x80 | scalar & 0x3F)
      return 2
    case 0x800..<0x10000:
      output[0] = UInt8(0xE0 | scalar >> 12)
      output[1] = UInt8(0x80 | scalar >> 6 & 0x3F)
      output[2] = UInt8(0x80 | scalar & 0x3F)
      return 3
    default:
      output[0] = UInt8(0xF0 | scalar >> 18 & 7)
      output[1] = UInt8(0x80 | scalar >> 12 & 0x3F)
      output[2] = UInt8(0x80 | scalar >> 6 & 0x3F)
      output[3] = UInt8(0x80 | scalar & 0x3F)
      return 4
    }
  }
}

/// Which scalar of a text a byte belongs to, for places that only go forward.
struct ScalarCursor {
  private let bytes: UnsafePointer<UInt8>
  private var byte: Int
  private var scalar: Int

  /// Starts at the first byte of a scalar, which has a number.
  @inline(__always)
  init(_ bytes: UnsafePointer<UInt8>, byte: Int, scalar: Int) {
    (self.bytes, self.byte, self.scalar) = (bytes, byte, scalar)
  }

  /// The number of the scalar that starts at a place, which is not before the last one asked for.
  @inline(__always)
  mutating func scalar(at place: Int) -> Int {
    scalar += UTF8Scalars.count(bytes + byte, byteCount: place - byte)
    byte = place
    return scalar
  }
}
