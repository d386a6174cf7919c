/// Text with one byte a character, as UTF-8.
enum SingleByteText {
  /// What Windows-1252 has from 0x80 on, where Latin-1 has control characters; 0 is nothing.
  private static let windows: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  /// Whether Windows-1252 has a character for a byte.
  static func isWindows(_ byte: UInt8) -> Bool {
    !(0x80...0x9F).contains(byte) || windows[Int(byte) - 0x80] != 0
  }

  /// The bytes as UTF-8; in Latin-1 every byte is the scalar of its number.
  static func utf8(_ bytes: [UInt8], isWindows: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 {
        result.append(byte)
      } else {
        let isMoved = isWindows && byte < 0xA0 && windows[Int(byte) - 0x80] != 0
        let value = isMoved ? windows[Int(byte) - 0x80] : UInt16(byte)
        Unicode.Scalar(value)?.utf8.forEach { result.append($0) }
      }
    }
    return result
  }
}
