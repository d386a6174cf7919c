import Foundation
import LukeSystem

/// A text file as UTF-8 bytes, whatever its encoding was and however it was packed.
///
/// What is packed with gzip, bzip2 or Zstandard is unpacked, as its first bytes tell. A path may lead
/// into a ZIP archive, `data.zip:folder/train.tsv`; an archive of one file stands for that file.
public struct SourceText: Sendable {
  /// The path as the user gave it, for messages; for a file in an archive with its name in it.
  public let file: String
  /// The CRC-32 of the bytes of the file as it lies on the disk, packed or not.
  public let checksum: UInt32
  /// The text in UTF-8, without byte order marks.
  package private(set) var bytes: [UInt8]
  /// The encoding the file has.
  package let encoding: TextEncoding
  /// Whether the file starts with a byte order mark.
  package let hasByteOrderMark: Bool
  /// What was guessed or left out, one sentence each; a corpus takes it over.
  public let notes: [String]
  /// The number of the first line: of a part of a text, that which it has in the whole.
  private let firstLine: Int
  /// Its first records, if it is JSON.
  private(set) var records = RememberedRecords()
  /// What the path leads to where that is a folder of texts and annotations; there are no bytes then.
  var folder: BratFolder?

  /// Reads a file; without a given encoding, what is not valid UTF-8 is taken for Latin-1 or
  /// Windows-1252 if it looks like them.
  /// - Parameters:
  ///   - file: the path of the file; `-` is standard input.
  ///   - encoding: how its bytes stand for characters; nil finds it out.
  ///   - takesFolders: whether the path may lead to a folder of texts, `.txt`, with brat's
  ///     annotations, `.ann`, beside them.
  public init(
    file: String, encoding: TextEncoding? = nil, takesFolders: Bool = false
  ) throws(DataError) {
    if takesFolders, (try? WholeFile.check(file)) == nil, let folder = BratFolder(file) {
      try self.init(stored: [], file: file, nil, .utf8)
      self.folder = folder
      return
    }
    let name = StandardInput.name(of: file)
    let place = ArchivePath(file)
    try self.init(
      stored: Self.read(place?.archive ?? file, called: name), file: name, place, encoding)
  }

  /// Takes text already in memory, such as standard input, packed or not; `file` stands for it in
  /// messages, and `firstLine` is the number that they give to its first line.
  public init(
    bytes: [UInt8], file: String, encoding: TextEncoding? = nil, firstLine: Int = 1
  ) throws(DataError) {
    try self.init(stored: bytes, file: file, nil, encoding, firstLine: firstLine)
  }

  private init(
    stored: [UInt8], file: String, _ place: ArchivePath?, _ encoding: TextEncoding?,
    firstLine: Int = 1
  ) throws(DataError) {
    self.firstLine = firstLine
    checksum = stored.withUnsafeBytes { Checksum(of: $0).value }
    let content = try UnpackedText(stored, file: file, place)
    let (file, bytes) = (content.file, content.bytes)
    if let binary = BinaryContent(start: bytes) {
      throw .unsuitable(file: file, reason: content.reason(binary.reason))
    }
    self.file = file
    let decoded = try TextDecoding(bytes, file: file, given: encoding)
    self.encoding = decoded.encoding
    hasByteOrderMark = decoded.hasByteOrderMark
    var text = decoded.bytes
    if !text.contains(.newline) {
      // Lines that end as they did on old Macs.
      let carriageReturn = UInt8(ascii: "\r")
      for index in text.indices where text[index] == carriageReturn { text[index] = .newline }
    }
    try Self.refuseZeros(text, file: file, firstLine)
    let marks = InnerMarks(text)
    self.bytes = marks.text
    notes = decoded.notes + marks.notes(file: file)
  }

  /// The text with other content, line by line in the place of its own.
  func replacing(bytes: [UInt8]) -> SourceText {
    var text = self
    text.bytes = bytes
    text.records = RememberedRecords()
    return text
  }

  private static func read(_ file: String, called name: String) throws(DataError) -> [UInt8] {
    do throws(WholeFile.Failure) { return try WholeFile.read(file, as: .stream) } catch {
      switch error {
      case .missing: throw .missing(file: name)
      case .isFolder: throw .unreadable(file: name, reason: DataError.isFolder)
      case .isNoFile(let kind): throw .unreadable(file: name, reason: "it is \(kind.name)")
      case .refused(let reason): throw .unreadable(file: name, reason: reason)
      }
    }
  }

  private static func refuseZeros(
    _ text: [UInt8], file: String, _ firstLine: Int
  ) throws(DataError) {
    guard text.contains(0) else { return }
    var faults = FaultCollector(file: file)
    forEachLine(of: text, from: firstLine) { number, line in
      if line.contains(0) {
        faults.add(line: number, "holds the byte 0, which no text has; take it out")
      }
    }
    try faults.throwIfAny()
  }

  /// Whether it is a part of a text that others came before, of which what is said once is said.
  package var isContinued: Bool { firstLine > 1 }

  /// Calls `body` with each line's number, counted from 1 in the whole text, and its bytes without the line end and
  /// without blanks after the last character.
  public func forEachLine(_ body: (_ number: Int, _ line: ArraySlice<UInt8>) -> Void) {
    Self.forEachLine(of: bytes, from: firstLine, body)
  }

  /// Calls `body` with each line's number and its text as it is written, blanks at its end included.
  func forEachWholeLine(_ body: (_ number: Int, _ line: ArraySlice<UInt8>) -> Void) {
    bytes.withUnsafeBufferPointer { buffer in
      for (index, line) in ByteLines(buffer).enumerated() {
        var end = line.upperBound
        while end > line.lowerBound, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        body(firstLine + index, bytes[line.lowerBound..<end])
      }
    }
  }

  private static func forEachLine(
    of bytes: [UInt8], from firstLine: Int,
    _ body: (_ number: Int, _ line: ArraySlice<UInt8>) -> Void
  ) {
    bytes.withUnsafeBufferPointer { buffer in
      for (index, line) in ByteLines(buffer).enumerated() {
        body(firstLine + index, trimmed(line, of: bytes))
      }
    }
  }

  /// The first lines that are not blank.
  func firstLines(_ count: Int) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    bytes.withUnsafeBufferPointer { buffer in
      for place in ByteLines(buffer) {
        if lines.count == count { break }
        let line = Self.trimmed(place, of: bytes)
        if !line.isEmpty { lines.append(line) }
      }
    }
    return lines
  }

  /// A line without blanks after its last character.
  private static func trimmed(_ line: Range<Int>, of bytes: [UInt8]) -> ArraySlice<UInt8> {
    var end = line.upperBound
    while end > line.lowerBound, bytes[end - 1].isBlank { end -= 1 }
    return bytes[line.lowerBound..<end]
  }
}

extension ArraySlice<UInt8> {
  /// The bytes, which are UTF-8, as a string.
  package var string: String { String(decoding: self, as: UTF8.self) }
}
