/// Writes JSON as UTF-8, keys in the order given.
package enum JSONWriter {
  /// The bytes of a value, over several lines when `indentation` is more than 0.
  package static func write(_ value: JSONValue, indentation: Int = 0) -> [UInt8] {
    var bytes: [UInt8] = []
    append(value, to: &bytes, indentation: indentation, level: 0)
    return bytes
  }

  private static func append(
    _ value: JSONValue, to bytes: inout [UInt8], indentation: Int, level: Int
  ) {
    switch value {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let bool): bytes.append(contentsOf: (bool ? "true" : "false").utf8)
    case .number(let digits): bytes.append(contentsOf: digits.utf8)
    case .string(let string): append(string, to: &bytes)
    case .array(let elements):
      list(elements, "[", "]", to: &bytes, indentation, level) { element, bytes in
        append(element, to: &bytes, indentation: indentation, level: level + 1)
      }
    case .object(let members):
      list(members, "{", "}", to: &bytes, indentation, level) { member, bytes in
        append(member.key, to: &bytes)
        bytes.append(contentsOf: ": ".utf8)
        append(member.value, to: &bytes, indentation: indentation, level: level + 1)
      }
    }
  }

  private static func list<Item>(
    _ items: [Item], _ open: String, _ close: String, to bytes: inout [UInt8],
    _ indentation: Int, _ level: Int, item: (Item, inout [UInt8]) -> Void
  ) {
    func newLine(_ level: Int) {
      guard indentation > 0, !items.isEmpty else { return }
      bytes.append(10)
      bytes.append(contentsOf: repeatElement(0x20, count: indentation * level))
    }
    bytes.append(contentsOf: open.utf8)
    for (index, element) in items.enumerated() {
      if index > 0 { bytes.append(contentsOf: (indentation > 0 ? "," : ", ").utf8) }
      newLine(level + 1)
      item(element, &bytes)
    }
    newLine(level)
    bytes.append(contentsOf: close.utf8)
  }

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
