import LukeSystem
import Testing

/// The place of the first byte that is no UTF-8.
@Suite struct InvalidByteTests {
  @Test(
    arguments: [
      ([0x61, 0xE9, 0x62], 2, 0xE9), ([0xFF], 1, 0xFF), ([0xC3, 0xA9, 0x80], 3, 0x80),
      // A character that is cut off begins where it is broken.
      ([0x61, 0xEF, 0xBF], 2, 0xEF), ([0xED, 0xA0, 0x80], 1, 0xED), ([0xF0, 0x9F, 0x98], 1, 0xF0),
    ] as [([UInt8], Int, UInt8)])
  func isFound(_ line: [UInt8], _ number: Int, _ value: UInt8) {
    #expect(InvalidByte(in: line) == InvalidByte(number: number, value: value))
    #expect(InvalidByte(in: [0] + line) == InvalidByte(number: number + 1, value: value))
  }

  @Test(arguments: ["", "a", "é漢😀", "\u{FEFF}", "\u{FFFD}"])
  func validTextHasNone(_ line: String) {
    #expect(InvalidByte(in: line.utf8) == nil)
  }
}
