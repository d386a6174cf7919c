public import LukeText

/// Reads JSON that a person edits by hand.
///
/// Every value knows its line and column, and keys given twice are an error that names both places;
/// Foundation's readers give neither.
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
    return reader.node(value)
  }

  /// Reads one JSON value that fills `text`.
  public static func read(_ text: String) throws(JSONSyntaxError) -> JSONNode {
    try read(Array(text.utf8))
  }

  private mutating func node(_ value: LukeText.JSONValue) -> JSONNode {
    let origin = nextOrigin()
    switch value {
    case .null: return JSONNode(.null, origin: origin)
    case .bool(let bool): return JSONNode(.bool(bool), origin: origin)
    case .number(let text): return JSONNode(.number(text), origin: origin)
    case .string(let text): return JSONNode(.string(text), origin: origin)
    case .array(let elements):
      var nodes: [JSONNode] = []
      for element in elements { nodes.append(node(element)) }
      return JSONNode(.array(nodes), origin: origin)
    case .object(let members): return JSONNode(.object(self.members(members)), origin: origin)
    }
  }

  private mutating func members(_ members: [LukeText.JSONValue.Member]) -> [JSONMember] {
    var result: [JSONMember] = []
    for member in members {
      let origin = nextOrigin()
      result.append(JSONMember(member.key, node(member.value), keyOrigin: origin))
    }
    return result
  }

  /// Where the next value or key starts.
  private mutating func nextOrigin() -> JSONOrigin {
    place.advance(to: offsets.next() ?? place.offset, in: bytes)
    return .file(line: place.line, column: place.column)
  }
}
