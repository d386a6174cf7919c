/// What scanning needs to know about single bytes.
enum ByteClasses {
  /// Bytes that can begin or end markup, and the zero byte that stands for the end.
  static let marker: UInt8 = 1
  /// Markers that mean something wherever they stand, in text that no delicate route holds.
  static let stop: UInt8 = 2

  /// The classes of all bytes; never freed.
  nonisolated(unsafe) static let table: UnsafePointer<UInt8> = {
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    table.initialize(repeating: 0, count: 256)
    for byte in "{}[]<>|=&'#*;:/-!\n\0".utf8 { table[Int(byte)] = marker }
    for byte in "{}[]<>|=&#*;:-!\n\0".utf8 { table[Int(byte)] |= stop }
    return UnsafePointer(table)
  }()
}

extension UInt8 {
  /// The same letter in lower case, if it is one of A to Z.
  @inline(__always)
  var lowercasedASCII: UInt8 { self &- 65 < 26 ? self | 0x20 : self }

  var isASCIILetterOrDigit: Bool { (self | 0x20) &- 97 < 26 || self &- 48 < 10 }
}

extension UnsafePointer<UInt8> {
  /// How many bytes the white space at a place has; 0 if there is none.
  ///
  /// White space is what Python's `str.isspace` says: also the separators 28 to 31.
  @inline(__always)
  func spaceLength(at place: Int) -> Int {
    let byte = self[place]
    if byte < 0x80 { return byte == 32 || byte &- 9 < 5 || byte &- 28 < 4 ? 1 : 0 }
    switch byte {
    case 0xC2: return self[place + 1] == 0x85 || self[place + 1] == 0xA0 ? 2 : 0
    case 0xE1: return self[place + 1] == 0x9A && self[place + 2] == 0x80 ? 3 : 0
    case 0xE2:
      let (second, third) = (self[place + 1], self[place + 2])
      if second == 0x80 {
        return third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF ? 3 : 0
      }
      return second == 0x81 && third == 0x9F ? 3 : 0
    case 0xE3: return self[place + 1] == 0x80 && self[place + 2] == 0x80 ? 3 : 0
    default: return 0
    }
  }

  /// Where the character begins whose last byte is before a place.
  @inline(__always)
  func characterStart(before place: Int) -> Int {
    var start = place - 1
    while self[start] & 0xC0 == 0x80, place - start < 4 { start -= 1 }
    return start
  }
}
