import LukeSystem

/// Finds a text's encoding and turns the text into UTF-8.
struct TextDecoding {
  let encoding: TextEncoding
  /// The text in UTF-8, without the byte order mark at its start.
  let bytes: [UInt8]
  let hasByteOrderMark: Bool
  /// What was guessed, for the user.
  private(set) var notes: [String] = []

  /// - Parameter given: the encoding that the user says the file has; nil: found from the bytes.
  init(_ bytes: [UInt8], file: String, given: TextEncoding?) throws(DataError) {
    let mark = bytes.starts(with: ByteOrderMark.utf8)
    if let wide = WideText(start: bytes) {
      if let given, given != wide.encoding { throw Self.markDisagrees(file, wide.encoding, given) }
      self.bytes = try wide.utf8(bytes, file: file)
      (encoding, hasByteOrderMark) = (wide.encoding, true)
      return
    }
    if mark, let given, given != .utf8 { throw Self.markDisagrees(file, .utf8, given) }
    if let given, given == .utf16 || given == .utf32 {
      throw .unsuitable(
        file: file,
        reason: "has no byte order mark, without which \(given.title) is not read; convert it to "
          + "UTF-8, for example with iconv -f \(given.title)LE -t UTF-8")
    }
    let evidence = EncodingEvidence(bytes)
    if given == nil, !mark, let declared = DeclaredEncoding(bytes) {
      // Bytes beyond ASCII that are valid UTF-8 are hardly anything else.
      if evidence.isValidUTF8, evidence.sequenceCount > 0 {
        notes.append(
          "\(file): declares the encoding \(declared.name), but is valid UTF-8 and read so")
      } else {
        self.bytes = try declared.utf8(bytes, file: file)
        (encoding, hasByteOrderMark) = (.utf8, false)
        notes.append(
          "\(file): is converted from \(declared.name), the encoding that it declares")
        return
      }
    }
    if let given {
      encoding = given
    } else if evidence.isValidUTF8 || mark {
      encoding = .utf8
    } else {
      encoding = try Self.guess(evidence, file: file)
    }
    hasByteOrderMark = mark
    switch encoding {
    case .latin1, .windows1252:
      self.bytes = SingleByteText.utf8(bytes, isWindows: encoding == .windows1252)
    default:
      if !evidence.isValidUTF8 { throw Self.damaged(evidence, file: file) }
      self.bytes = mark ? Array(bytes.dropFirst(3)) : bytes
    }
    if given == nil, encoding != .utf8, let bad = evidence.badBytes.first {
      notes.append(
        "\(file):\(bad.line): \(bad.byte), so the whole file is read as \(encoding.title); if it is "
          + "something else, mend the byte or set data.encoding")
    } else if encoding != .utf8, evidence.isValidUTF8, evidence.sequenceCount > 0 {
      notes.append(
        "\(file): is valid UTF-8, but read as \(encoding.title), as data.encoding says")
    }
  }

  private static func guess(
    _ evidence: EncodingEvidence, file: String
  ) throws(DataError) -> TextEncoding {
    if evidence.isDamagedUTF8 { throw damaged(evidence, file: file) }
    if let encoding = evidence.singleByteEncoding { return encoding }
    throw .unsuitable(
      file: file,
      reason: "is not UTF-8, and does not look like Latin-1 or Windows-1252; convert it to UTF-8, "
        + "for example with iconv -f WINDOWS-1251 -t UTF-8 (or from GBK, SHIFT_JIS, KOI8-R), or set "
        + "data.encoding")
  }

  private static func damaged(_ evidence: EncodingEvidence, file: String) -> DataError {
    let faults = evidence.badBytes.map { bad in
      DataFault(
        SourceLocation(file: file, line: bad.line),
        "\(bad.byte); mend it, or set data.encoding if the whole file is in another encoding")
    }
    return .malformed(faults: faults, count: evidence.badLineCount)
  }

  private static func markDisagrees(
    _ file: String, _ found: TextEncoding, _ given: TextEncoding
  ) -> DataError {
    .unsuitable(
      file: file,
      reason: "its byte order mark says \(found.title), but data.encoding says \(given.rawValue)")
  }
}
