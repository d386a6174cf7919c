import LukeSystem

/// What the directory of a zip archive lists; zip64 included.
struct ZipDirectory {
  /// Where a member's bytes lie in the file, and how they are packed.
  struct Member {
    var offset: Int
    /// Bytes once unpacked, as the directory says.
    var size: Int
    /// Bytes in the file.
    var storedSize: Int
    /// How it is packed, by its number in the format: 0 not at all, 8 with deflate.
    var method: Int
    var isEncrypted: Bool
    /// The CRC-32 of the bytes once unpacked, as the directory says.
    var checksum: UInt32
    /// Whether the bytes are not there as they are.
    var isCompressed: Bool { method != 0 || isEncrypted }
  }

  /// The members by name.
  let members: [String: Member]
  /// The names in the order of the directory.
  let names: [String]

  private let path: String

  /// Reads the central directory of `file`; throws `FileError`.
  init(of file: some RandomAccess) throws {
    path = file.path
    let (start, size, count) = try Self.end(of: file)
    let directory = try LittleEndianBytes(file.bytes(at: start, count: size), path: file.path)
    var (members, names, place): ([String: Member], [String], Int) = ([:], [], 0)
    for _ in 0..<count {
      let (name, member, length) = try Self.member(directory, at: place, in: file)
      if members.updateValue(member, forKey: name) == nil {
        names.append(name)
      } else if !name.hasSuffix("/") {
        throw FileError.malformed(
          path: file.path,
          reason:
            "holds two files named \(Self.shown(name)), and nothing tells which is meant; make the "
            + "archive anew with one of them")
      }
      place += length
    }
    (self.members, self.names) = (members, names)
  }

  /// A name without what would change the terminal.
  private static func shown(_ name: String) -> String {
    String(name.map { $0.isNewline || $0 == "\u{1B}" ? "?" : $0 })
  }

  /// Where the central directory lies, its size and how many members it lists.
  private static func end(
    of file: some RandomAccess
  ) throws -> (start: Int, size: Int, count: Int) {
    // The record is the last of the file, but a comment of up to 65535 bytes may follow it.
    let count = min(file.size, 65_535 + 22)
    let tail = try LittleEndianBytes(
      file.bytes(at: file.size - count, count: count), path: file.path)
    guard
      let place = (0...max(0, count - 22)).reversed().first(where: {
        (try? tail.uint32($0)) == 0x0605_4b50
      })
    else {
      throw FileError.malformed(
        path: file.path, reason: "not a zip archive, or its end is missing: truncated?")
    }
    var (start, size, entries) = try (
      tail.uint32(place + 16), tail.uint32(place + 12), tail.uint16(place + 10)
    )
    let locator = place - 20
    if locator >= 0, try tail.uint32(locator) == 0x0706_4b50 {
      let record = try LittleEndianBytes(
        file.bytes(at: tail.uint64(locator + 8), count: 56), path: file.path)
      guard try record.uint32(0) == 0x0606_4b50 else {
        throw FileError.malformed(path: file.path, reason: "damaged zip archive: no zip64 record")
      }
      (start, size, entries) = try (record.uint64(48), record.uint64(40), record.uint64(32))
    }
    // Each entry takes 46 bytes or more; this bounds the loop over a damaged number.
    guard entries <= size / 46 else {
      throw FileError.malformed(path: file.path, reason: "damaged zip archive: wrong member count")
    }
    return (start, size, entries)
  }

  private static func member(
    _ directory: LittleEndianBytes, at place: Int, in file: some RandomAccess
  ) throws -> (name: String, member: Member, length: Int) {
    guard try directory.uint32(place) == 0x0201_4b50 else {
      throw FileError.malformed(path: file.path, reason: "damaged zip archive: no member found")
    }
    let (nameLength, extraLength, commentLength) = try (
      directory.uint16(place + 28), directory.uint16(place + 30), directory.uint16(place + 32)
    )
    let name = try String(decoding: directory.slice(place + 46, nameLength), as: UTF8.self)
    var (stored, size, header) = try (
      directory.uint32(place + 20), directory.uint32(place + 24), directory.uint32(place + 42)
    )
    try widen(
      &size, &stored, &header, directory, extra: place + 46 + nameLength, length: extraLength)
    let method = try directory.uint16(place + 10)
    let encrypted = try directory.uint16(place + 8) & 1 != 0
    let local = try LittleEndianBytes(file.bytes(at: header, count: 30), path: file.path)
    guard try local.uint32(0) == 0x0403_4b50 else {
      throw FileError.malformed(
        path: file.path, reason: "damaged zip archive: \(name) is not there")
    }
    let offset = try header + 30 + local.uint16(26) + local.uint16(28)
    let isWhole = stored <= file.size && offset <= file.size - stored
    guard isWhole, method != 0 || encrypted || stored == size else {
      throw FileError.malformed(
        path: file.path, reason: "\(name) reaches past the end of the file: truncated?")
    }
    return (
      name,
      Member(
        offset: offset, size: size, storedSize: stored, method: method, isEncrypted: encrypted,
        checksum: UInt32(truncatingIfNeeded: try directory.uint32(place + 16))),
      46 + nameLength + extraLength + commentLength
    )
  }

  /// Takes the 64-bit values of those fields that do not fit in 32 bits, in zip64's fixed order.
  private static func widen(
    _ size: inout Int, _ stored: inout Int, _ header: inout Int, _ bytes: LittleEndianBytes,
    extra: Int, length: Int
  ) throws {
    var field = extra
    while field + 4 <= extra + length {
      let (kind, fieldLength) = try (bytes.uint16(field), bytes.uint16(field + 2))
      if kind == 1 {
        var place = field + 4
        func next(_ value: inout Int) throws {
          guard value == 0xffff_ffff else { return }
          value = try bytes.uint64(place)
          place += 8
        }
        try next(&size)
        try next(&stored)
        try next(&header)
      }
      field += 4 + fieldLength
    }
  }
}
