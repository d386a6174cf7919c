import LukeSystem

/// The encoding that XML names in its declaration, `<?xml version="1.0" encoding="windows-1251"?>`, and the text
/// in UTF-8.
struct DeclaredEncoding {
  let name: String
  /// How much of a file is looked at.
  private static let sampleByteCount = 1 << 10

  /// Nil where a text declares none, or one of those that its bytes tell: UTF-8, UTF-16 and UTF-32.
  init?(_ bytes: [UInt8]) {
    let start = bytes.prefix(Self.sampleByteCount).drop { $0.isBlank || $0 == .newline }
    guard start.starts(with: "<?xml".utf8), let end = start.firstRange(of: Array("?>".utf8)) else {
      return nil
    }
    let declaration = start[..<end.lowerBound].string
    guard
      let found = declaration.firstMatch(of: /encoding\s*=\s*(?:"([\w.\-]+)"|'([\w.\-]+)')/),
      let name = found.1 ?? found.2
    else { return nil }
    let known = ["UTF-8", "UTF8", "US-ASCII", "ASCII", "UTF-16", "UTF16", "UCS-", "UTF-32"]
    if known.contains(where: name.uppercased().hasPrefix) { return nil }
    self.name = String(name)
  }

  /// The text in UTF-8.
  /// - Throws: `DataError` for an encoding that the system does not know, and for bytes that are none of its
  ///   characters, each line with such.
  func utf8(_ bytes: [UInt8], file: String) throws(DataError) -> [UInt8] {
    guard let converter = EncodingConverter(from: name) else {
      throw .unsuitable(
        file: file,
        reason:
          "its declaration names the encoding \(name), which is not known here; convert the file to "
          + "UTF-8, and change its declaration")
    }
    let text = converter.utf8(of: bytes, isLast: true).text
    var faults = FaultCollector(file: file)
    text.withUnsafeBufferPointer { buffer in
      for (index, line) in ByteLines(buffer).enumerated()
      where buffer[line].contains(EncodingConverter.broken) {
        faults.add(
          line: index + 1,
          "holds bytes that are no characters of \(name), the encoding that the file declares")
      }
    }
    try faults.throwIfAny()
    return text
  }
}
