/// Text in UTF-16 or UTF-32 with a byte order mark, as UTF-8.
struct WideText {
  let encoding: TextEncoding
  private let isLittleEndian: Bool
  private let markLength: Int

  /// Nil where the bytes do not begin with the byte order mark of UTF-16 or UTF-32.
  init?(start bytes: some Collection<UInt8>) {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) {
      (encoding, isLittleEndian, markLength) = (.utf32, true, 4)
    } else if bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      (encoding, isLittleEndian, markLength) = (.utf32, false, 4)
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      (encoding, isLittleEndian, markLength) = (.utf16, true, 2)
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      (encoding, isLittleEndian, markLength) = (.utf16, false, 2)
    } else {
      return nil
    }
  }

  /// The text after the mark.
  func utf8(_ bytes: [UInt8], file: String) throws(DataError) -> [UInt8] {
    let width = encoding == .utf16 ? 2 : 4
    guard bytes.count % width == 0 else {
      throw .unsuitable(file: file, reason: "is \(encoding.title) and ends inside a character")
    }
    let units = stride(from: markLength, to: bytes.count, by: width).lazy.map { start in
      let unit = bytes[start..<start + width]
      return isLittleEndian
        ? unit.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        : unit.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    let text =
      width == 2
      ? String(validating: units.map { UInt16($0) }, as: UTF16.self)
      : String(validating: Array(units), as: UTF32.self)
    guard let text else {
      throw .unsuitable(
        file: file, reason: "begins as \(encoding.title) does, but is no valid \(encoding.title)")
    }
    return Array(text.utf8)
  }
}
