/// CRC-32 with Castagnoli's polynomial (CRC-32C), of records in event files.
package enum CastagnoliChecksum {
  /// The checksum of some bytes.
  package static func value(of bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(0xffff_ffff) { crc, byte in
      (crc >> 8) ^ table[Int((crc ^ UInt32(byte)) & 0xff)]
    }
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in
      value & 1 == 1 ? 0x82f6_3b78 ^ (value >> 1) : value >> 1
    }
  }
}
