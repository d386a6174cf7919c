import LukeSystem
import Testing

@Suite struct ChecksumTests {
  @Test(arguments: [0, 1, 15, 16, 17, 1000])
  func checksumIsTheOneOfZip(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
    var slow: UInt32 = 0xffff_ffff
    for byte in bytes {
      slow ^= UInt32(byte)
      for _ in 0..<8 { slow = slow & 1 == 1 ? (slow >> 1) ^ 0xedb8_8320 : slow >> 1 }
    }
    var inTwo = Checksum()
    bytes[..<(count / 3)].withUnsafeBytes { inTwo.update($0) }
    bytes[(count / 3)...].withUnsafeBytes { inTwo.update($0) }
    #expect(bytes.withUnsafeBytes { Checksum(of: $0).value } == ~slow)
    #expect(inTwo.value == ~slow)
  }

  @Test func digitsAreEight() {
    #expect(Checksum.digits(0) == "00000000" && Checksum.digits(0xabc) == "00000abc")
    #expect(Checksum.digits(.max) == "ffffffff")
  }

  @Test func checksumOfTheUsualExample() {
    #expect(Array("123456789".utf8).withUnsafeBytes { Checksum(of: $0).value } == 0xcbf4_3926)
  }
}
