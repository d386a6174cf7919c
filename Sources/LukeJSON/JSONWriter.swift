/// Writes JSON as UTF-8, keys in the order given.
package struct JSONWriter {
  /// How values are laid out.
  package enum Layout {
    /// One line without spaces.
    case compact
    /// One line, a space after each comma and colon.
    case spaced
    /// A line for each element and member; by option lists of plain values stay on one line, and there
    /// is a space before each colon too.
    case lines(indentation: Int, keepsPlainLists: Bool = false, spacesColons: Bool = false)
  }

  private let layout: Layout
  private var bytes: [UInt8] = []
  private var level = 0

  /// The bytes of a value.
  package static func write(_ value: JSONValue, _ layout: Layout = .spaced) -> [UInt8] {
    var writer = JSONWriter(layout: layout)
    writer.append(value)
    return writer.bytes
  }

  private init(layout: Layout) { self.layout = layout }

  private mutating func append(_ value: JSONValue) {
    switch value {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let bool): bytes.append(contentsOf: (bool ? "true" : "false").utf8)
    case .number(let digits): bytes.append(contentsOf: digits.utf8)
    case .string(let string): Self.append(string, to: &bytes)
    case .array(let elements):
      let isPlain = !elements.contains { $0.members != nil || $0.elements != nil }
      list(elements, "[", "]", isPlain: isPlain) { $0.append($1) }
    case .object(let members):
      list(members, "{", "}", isPlain: false) { writer, member in
        Self.append(member.key, to: &writer.bytes)
        writer.bytes.append(contentsOf: writer.colon.utf8)
        writer.append(member.value)
      }
    }
  }

  private var colon: String {
    switch layout {
    case .compact: ":"
    case .lines(_, _, spacesColons: true): " : "
    case .spaced, .lines: ": "
    }
  }

  private mutating func list<Item>(
    _ items: [Item], _ open: String, _ close: String, isPlain: Bool,
    item: (inout JSONWriter, Item) -> Void
  ) {
    bytes.append(contentsOf: open.utf8)
    level += 1
    for (index, element) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      separate(isFirst: index == 0, isPlain: isPlain)
      item(&self, element)
    }
    level -= 1
    if !items.isEmpty, case .lines = layout { separate(isFirst: true, isPlain: isPlain) }
    bytes.append(contentsOf: close.utf8)
  }

  /// What stands before an element, and before the bracket that closes.
  private mutating func separate(isFirst: Bool, isPlain: Bool) {
    switch layout {
    case .lines(let indentation, let keepsPlainLists, _) where !(isPlain && keepsPlainLists):
      bytes.append(10)
      bytes.append(contentsOf: repeatElement(0x20, count: indentation * level))
    case .compact: break
    default: if !isFirst { bytes.append(0x20) }
    }
  }
}

extension JSONWriter {
  /// Appends a string in quotation marks.
  package static func append(_ string: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [92, byte])
      case 9: bytes.append(contentsOf: "\\t".utf8)
      case 10: bytes.append(contentsOf: "\\n".utf8)
      case 13: bytes.append(contentsOf: "\\r".utf8)
      case 0..<0x20, 0x7F:
        let digits = String(byte, radix: 16)
        bytes.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count)).utf8)
        bytes.append(contentsOf: digits.utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension JSONValue {
  /// The value as JSON text on one line, without spaces.
  public var compactText: String {
    String(decoding: JSONWriter.write(self, .compact), as: UTF8.self)
  }

  /// The value as JSON text over several lines; lists of plain values stay on one line.
  public var prettyText: String {
    let layout = JSONWriter.Layout.lines(indentation: 2, keepsPlainLists: true)
    return String(decoding: JSONWriter.write(self, layout), as: UTF8.self)
  }
}
