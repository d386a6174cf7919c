/// CRC-32 with the polynomial of zip, gzip and PNG; Python's `zlib.crc32` gives the same numbers.
public struct Checksum: Hashable, Sendable {
  private var state: UInt32 = 0xffff_ffff

  /// The checksum of nothing; feed it with `update(_:)`.
  public init() {}

  /// The checksum of `bytes`.
  public init(of bytes: UnsafeRawBufferPointer) {
    update(bytes)
  }

  /// The checksum of everything fed so far.
  public var value: UInt32 { ~state }

  /// A checksum as files and names of files write it: eight hexadecimal digits.
  package static func digits(_ checksum: UInt32) -> String {
    let digits = String(checksum, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// Adds `bytes` to the end of what is summed.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    state = Self.tables.withUnsafeBufferPointer { tables in
      guard let table = tables.baseAddress else { return state }
      return Self.update(state, base, bytes.count, table)
    }
  }

  /// Sixteen tables of 256: eight bytes at a time would wait for memory more often.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 16 * 256)
    for byte in 0..<256 {
      var value = UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? 0xedb8_8320 ^ (value >> 1) : value >> 1 }
      tables[byte] = value
    }
    for place in 256..<(16 * 256) {
      let previous = tables[place - 256]
      tables[place] = (previous >> 8) ^ tables[Int(previous & 0xff)]
    }
    return tables
  }()

  private static func update(
    _ start: UInt32, _ base: UnsafeRawPointer, _ count: Int, _ table: UnsafePointer<UInt32>
  ) -> UInt32 {
    var (crc, place) = (start, 0)
    while place &+ 16 <= count {
      let low = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      let high = UInt64(
        littleEndian: base.loadUnaligned(fromByteOffset: place &+ 8, as: UInt64.self))
      crc =
        eight(low ^ UInt64(crc), table + 8 * 256) ^ eight(high, table)
      place &+= 16
    }
    while place < count {
      let byte = base.load(fromByteOffset: place, as: UInt8.self)
      crc = (crc &>> 8) ^ table[Int((crc ^ UInt32(byte)) & 0xff)]
      place &+= 1
    }
    return crc
  }

  /// The share of eight bytes, the first of which is followed by as many as the tables stand for.
  @inline(__always)
  private static func eight(_ word: UInt64, _ table: UnsafePointer<UInt32>) -> UInt32 {
    var crc: UInt32 = 0
    for byte in 0..<8 {
      crc ^= table[(7 &- byte) &* 256 &+ Int((word &>> UInt64(8 &* byte)) & 0xff)]
    }
    return crc
  }
}
