import LukeData
import LukeFiles
import LukeSystem

/// The objects of a JSON array, or objects one after the other over any number of lines, read in
/// chunks, whatever the file's size.
final class JSONElementChunks {
  /// Some objects.
  struct Chunk: Sendable {
    var elements: [Element]
  }

  /// The bytes of an object and where it starts, line and column counted from 1.
  struct Element: Sendable {
    var bytes: [UInt8]
    var line: Int
    var column: Int
  }

  /// Bytes that a chunk has at least, but for the last one.
  private static let size = 1 << 18

  /// The lines where objects begin that were left out because they are too long.
  private(set) var longObjects = LineList()

  private let stream: ByteStream
  private let file: String
  private var chunk: [UInt8] = []
  private var place = 0
  private var isAtStart = true

  private var line = 1
  private var column = 0
  /// Open braces.
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var isAfterComma = false
  /// Brackets of the array around the objects seen so far: none, the first, both.
  private var bracketCount = 0
  private var objectCount = 0
  private var element = Element(bytes: [], line: 1, column: 1)
  private var isLong = false

  init(_ stream: ByteStream, file: String) { (self.stream, self.file) = (stream, file) }

  /// The next objects; nil at the end.
  /// - Throws: `FileError`, and `DataError` for what stands between objects and does not belong there.
  func next() throws -> Chunk? {
    var chunk = Chunk(elements: [])
    var size = 0
    while size < Self.size {
      if isInString, !isEscaped { takeRun() }
      guard let byte = try nextByte() else { break }
      if byte == .newline {
        line += 1
        column = 0
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      if depth == 0, byte != UInt8(ascii: "{") {
        try takeOutside(byte)
        continue
      }
      try takeInside(byte)
      if depth == 0 {
        objectCount += 1
        isAfterComma = false
        size += element.bytes.count
        if isLong { longObjects.add(element.line) } else { chunk.elements.append(element) }
        element.bytes = []
      }
    }
    if !chunk.elements.isEmpty || size > 0 { return chunk }
    if depth > 0 || bracketCount == 1 {
      throw fault(
        depth > 0
          ? "the file ends within the object that begins in line \(element.line)"
          : "the file ends before the ] of its array")
    }
    return nil
  }

  /// Takes what is plain within a string at once: most of a file is that.
  private func takeRun() {
    let end =
      chunk[place...].firstIndex {
        $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") || $0 == .newline
      } ?? chunk.count
    let run = chunk[place..<end]
    place = end
    column += run.count { $0 & 0xC0 != 0x80 }
    keep(run)
  }

  private func keep(_ bytes: ArraySlice<UInt8>) {
    if !isLong { element.bytes += bytes }
    if element.bytes.count > LongestRecord.byteCount { (isLong, element.bytes) = (true, []) }
  }

  private func nextByte() throws -> UInt8? {
    if place == chunk.count {
      (chunk, place) = (try stream.read(upTo: Self.size), 0)
      if isAtStart, chunk.starts(with: ByteOrderMark.utf8) { place = 3 }
      isAtStart = false
      if place >= chunk.count { return nil }
    }
    defer { place += 1 }
    return chunk[place]
  }

  private func takeInside(_ byte: UInt8) throws {
    if depth == 0 {
      let isExpected =
        bracketCount == 0 || bracketCount == 1 && (objectCount == 0 || isAfterComma)
      guard isExpected else {
        throw fault(
          bracketCount == 1
            ? "expected a comma before the next object"
            : "expected the end of the file after the array, found another object")
      }
      (element, isLong) = (Element(bytes: [], line: line, column: column), false)
    }
    keep([byte])
    if isInString {
      if !isEscaped, byte == UInt8(ascii: "\"") { isInString = false }
      isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
    } else if byte == UInt8(ascii: "\"") {
      isInString = true
    } else if byte == UInt8(ascii: "{") {
      depth += 1
    } else if byte == UInt8(ascii: "}") {
      depth -= 1
    }
  }

  /// Between objects there are the two brackets, commas inside of them, and blanks.
  private func takeOutside(_ byte: UInt8) throws {
    // Byte order marks stand where files were joined.
    if byte.isBlank || byte == .newline || ByteOrderMark.utf8.contains(byte) { return }
    let isExpected =
      switch byte {
      case UInt8(ascii: "["): bracketCount == 0 && objectCount == 0
      case UInt8(ascii: "]"): bracketCount == 1 && !isAfterComma
      case UInt8(ascii: ","): bracketCount == 1 && objectCount > 0 && !isAfterComma
      default: false
      }
    guard isExpected else {
      let found = byte < 0x80 ? String(UnicodeScalar(byte)) : "a letter"
      throw fault("expected an object in braces, found \(found)")
    }
    if byte == UInt8(ascii: ",") { isAfterComma = true } else { bracketCount += 1 }
  }

  private func fault(_ message: String) -> DataError {
    let place = SourceLocation(file: file, line: line, column: max(column, 1))
    return .malformed(faults: [DataFault(place, "is not valid JSON: \(message)")], count: 1)
  }
}
