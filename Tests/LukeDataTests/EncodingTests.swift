import LukeData
import LukeTestSupport
import Testing

@Suite struct EncodingTests {
  private func read(
    _ bytes: [UInt8], _ encoding: TextEncoding? = nil
  ) throws(DataError) -> AnnotatedCorpus {
    try EntityDataReader.read(
      bytes: bytes, name: "sample", options: EntityDataOptions(encoding: encoding))
  }

  private func fault(_ bytes: [UInt8], _ encoding: TextEncoding? = nil) -> String {
    message { try read(bytes, encoding) }
  }

  private static let malmö = Array("Malm".utf8) + [0xF6] + Array(" B-LOC\n".utf8)

  @Test func latin1IsFoundSaidAndCanBeGiven() throws {
    let found = try read(Self.malmö)
    #expect(found.sentences[0].words == ["Malmö"])
    #expect(found.layout.encoding == .latin1)
    #expect(
      found.notes.first
        == "sample:1: byte 5 of the line, 0xF6, is not valid UTF-8, so the whole file is read as Latin-1; "
        + "if it is something else, mend the byte or set data.encoding")
    #expect(
      try read(Self.malmö, .latin1).notes == ["sample: the first sentence reads: [Malmö: LOC]"])
    #expect(
      fault(Self.malmö, .utf8)
        == "sample:1: byte 5 of the line, 0xF6, is not valid UTF-8; mend it, or set data.encoding "
        + "if the whole file is in another encoding")
    let utf8 = try read(Array("Malmö B-LOC\n".utf8), .latin1)
    #expect(utf8.sentences[0].words == ["MalmÃ¶"])
    #expect(
      utf8.notes.first == "sample: is valid UTF-8, but read as Latin-1, as data.encoding says")
  }

  @Test func oneBadByteDoesNotTurnUTF8IntoLatin1() throws {
    let bytes = Array("Zoë B-PER\n北京 B-LOC\n\nMalm".utf8) + [0xF6] + Array(" O\nx".utf8) + [0xC3]
    #expect(
      fault(bytes)
        == "sample:4: byte 5 of the line, 0xF6, is not valid UTF-8; mend it, or set data.encoding "
        + "if the whole file is in another encoding\n"
        + "sample:5: byte 2 of the line, 0xC3, is not valid UTF-8; mend it, or set data.encoding "
        + "if the whole file is in another encoding")
    #expect(throws: DataError.self) { try read(Array("Zoë O\n".utf8) + [0xFF, 0x20, 0x4F]) }
    // A byte order mark says what it is, even where no character speaks for it.
    #expect(throws: DataError.self) { try read([0xEF, 0xBB, 0xBF] + Self.malmö) }
  }

  @Test func accentsThatFormUTF8ByChanceStayLatin1() throws {
    // "Ü»" is the bytes of one UTF-8 character.
    let line = Array("Men".utf8) + [0xDC, 0xBB] + Array(" O\n".utf8)
    let corpus = try read(line + (0..<30).flatMap { _ in Self.malmö })
    #expect(corpus.layout.encoding == .latin1)
    #expect(corpus.sentences[0].words.prefix(2) == ["MenÜ»", "Malmö"])
  }

  @Test func quotesOfWindowsAreFound() throws {
    let corpus = try read(
      [0x93] + Array("Oslo".utf8) + [0x94] + Array(" O\n5".utf8) + [0x80] + Array(" O\n".utf8))
    #expect(corpus.sentences[0].words == ["“Oslo”", "5€"])
    #expect(
      corpus.layout.description
        == "CoNLL, 2 columns parted by spaces, tags IO (no B- tag; as IOB1 it would read the same), Windows-1252"
    )
  }

  @Test(
    arguments: [
      [0xD6, 0xD0, 0xCE, 0xC4, 0xBD, 0xA1],  // GBK
      [0xCC, 0xEE, 0xF1, 0xEA, 0xE2, 0xE0],  // Windows-1251
      [0xE9, 0x81],  // nothing in Windows-1252
    ] as [[UInt8]])
  func whatLooksLikeNeitherIsRefused(word: [UInt8]) {
    #expect(
      fault(word + Array(" O\n".utf8))
        == "sample: is not UTF-8, and does not look like Latin-1 or Windows-1252; convert it to "
        + "UTF-8, for example with iconv -f WINDOWS-1251 -t UTF-8 (or from GBK, SHIFT_JIS, KOI8-R), "
        + "or set data.encoding")
  }

  private static func utf16(_ text: String, isLittle: Bool) -> [UInt8] {
    text.utf16.flatMap {
      isLittle ? [UInt8($0 & 255), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 255)]
    }
  }

  @Test(arguments: [true, false])
  func utf16IsReadByItsMark(isLittle: Bool) throws {
    let bytes = Self.utf16("\u{FEFF}Zoë B-PER\r\n😀 O\r\n", isLittle: isLittle)
    let corpus = try read(bytes)
    #expect(corpus.sentences[0].words == ["Zoë", "😀"])
    #expect(corpus.layout.encoding == .utf16)
    #expect(
      fault(bytes, .latin1)
        == "sample: its byte order mark says UTF-16, but data.encoding says latin-1")
    #expect(fault(Array(bytes.dropLast())) == "sample: is UTF-16 and ends inside a character")
    let name = isLittle ? "UTF-16LE" : "UTF-16BE"
    #expect(
      fault(Array(bytes.dropFirst(2)))
        == "sample: looks like \(name) without byte order mark; convert it to UTF-8: iconv -f "
        + "\(name) -t UTF-8")
    let half =
      Self.utf16("\u{FEFF}a O\n", isLittle: isLittle) + (isLittle ? [0x3D, 0xD8] : [0xD8, 0x3D])
    #expect(fault(half) == "sample: begins as UTF-16 does, but is no valid UTF-16")
  }

  @Test func utf32IsReadByItsMark() throws {
    let bytes = "\u{FEFF}Zoë O\n".unicodeScalars.flatMap {
      [UInt8($0.value & 255), UInt8($0.value >> 8), 0, 0]
    }
    #expect(try read(bytes).sentences[0].words == ["Zoë"])
    #expect(
      fault(Array(bytes.dropFirst(4)))
        == "sample: looks like UTF-32LE without byte order mark; convert it to UTF-8: iconv -f "
        + "UTF-32LE -t UTF-8")
  }

  @Test func utf16WithoutAMarkCannotBeAskedFor() {
    #expect(
      fault(Array("a O\n".utf8), .utf16)
        == "sample: has no byte order mark, without which UTF-16 is not read; convert it to UTF-8, "
        + "for example with iconv -f UTF-16LE -t UTF-8")
  }

  @Test func zerosAreNoText() {
    let text = Array("Ada B-PER\nle\0ft O\nOslo B-LOC\n".utf8)
    #expect(fault(text) == "sample:2: holds the byte 0, which no text has; take it out")
  }

  /// As `cat` makes them of files that begin with a mark each.
  @Test func marksInsideAFileAreNoContent() throws {
    let text = "\u{FEFF}Ada B-PER\n\n\u{FEFF}Oslo B-LOC\n\n\u{FEFF}\nBo B-PER\n"
    let corpus = try read(Array(text.utf8))
    #expect(corpus.sentences.map(\.words) == [["Ada"], ["Oslo"], ["Bo"]])
    #expect(
      corpus.notes.first
        == "sample: 2 byte order marks inside the file, in line 3 first, are left out")
    let within = try read(Array("Os\u{FEFF}lo B-LOC\nis\u{FEFF} O\n\u{FEFF} O\n".utf8))
    #expect(within.sentences.map(\.words) == [["Oslo", "is", "\u{FEFF}"]])
    #expect(
      within.notes.first
        == "sample: 2 byte order marks inside the file, in line 1 first, are left out")
    let lines = #"{"text": "a", "entities": []}"# + "\n\u{FEFF}" + #"{"text": "b", "entities": []}"#
    let records = try read(Array(lines.utf8))
    #expect(records.sentences.map(\.words) == [["a"], ["b"]])
    #expect(
      records.notes.first == "sample: a byte order mark inside the file, in line 2, is left out")
  }
}
