import LukeSystem

/// Reads JSON that a person edits by hand: every value knows its line and column.
public struct JSONReader {
  private let bytes: [UInt8]
  private var offsets: IndexingIterator<[Int]>
  private var place: TextPlace

  /// Reads one JSON value that fills `bytes` (UTF-8, a byte order mark is skipped).
  /// - Throws: `JSONSyntaxError`.
  public static func read(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONNode {
    let (value, offsets) = try JSONParser.parseWithOffsets(bytes)
    var reader = JSONReader(
      bytes: bytes, offsets: offsets.makeIterator(), place: TextPlace(startOf: bytes))
    return JSONNode(value, reader.origins(of: value))
  }

  /// Reads one JSON value that fills `text`.
  public static func read(_ text: String) throws(JSONSyntaxError) -> JSONNode {
    try read(Array(text.utf8))
  }

  private mutating func origins(of value: JSONValue) -> JSONOrigins {
    var origins = JSONOrigins(whole: nextOrigin())
    for element in value.elements ?? [] { origins.parts.append(self.origins(of: element)) }
    for member in value.members ?? [] {
      origins.keys.append(nextOrigin())
      origins.parts.append(self.origins(of: member.value))
    }
    return origins
  }

  /// Where the next value or key starts.
  private mutating func nextOrigin() -> JSONOrigin {
    place.advance(to: offsets.next() ?? place.offset, in: bytes)
    return .file(line: place.line, column: place.column)
  }
}
