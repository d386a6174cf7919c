import LukeSystem
import Testing

@Suite struct CastagnoliChecksumTests {
  /// The check value of the polynomial, and examples of RFC 3720, B.4.
  @Test(
    arguments: [
      (Array("123456789".utf8), 0xe306_9283), ([UInt8](repeating: 0, count: 32), 0x8a91_36aa),
      ([UInt8](repeating: 0xff, count: 32), 0x62a8_ab43), (Array(0..<32), 0x46dd_794e), ([], 0),
    ] as [([UInt8], UInt32)])
  func knownValues(bytes: [UInt8], checksum: UInt32) {
    #expect(CastagnoliChecksum.value(of: bytes) == checksum)
  }
}
