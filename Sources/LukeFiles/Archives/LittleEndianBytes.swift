import LukeSystem

/// Little-endian numbers out of bytes, with an error for places outside.
struct LittleEndianBytes {
  let bytes: [UInt8]
  let path: String

  init(_ bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
  }

  func slice(_ place: Int, _ count: Int) throws -> ArraySlice<UInt8> {
    guard place >= 0, count >= 0, count <= bytes.count, place <= bytes.count - count else {
      throw FileError.malformed(path: path, reason: "damaged archive: it ends early")
    }
    return bytes[place..<(place + count)]
  }

  func uint8(_ place: Int) throws -> Int { Int(try slice(place, 1).first ?? 0) }

  func uint16(_ place: Int) throws -> Int { Int(try number(place, 2)) }

  func uint32(_ place: Int) throws -> Int { Int(try number(place, 4)) }

  /// A 64-bit number; such that can be no size or place are errors.
  func uint64(_ place: Int) throws -> Int {
    guard let value = Int(exactly: try number(place, 8)), value < Int.max / 4 else {
      throw FileError.malformed(path: path, reason: "damaged archive: impossible size")
    }
    return value
  }

  func number(_ place: Int, _ count: Int) throws -> UInt64 {
    try slice(place, count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
