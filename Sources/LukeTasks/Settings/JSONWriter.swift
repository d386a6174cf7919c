import LukeText

extension JSONValue {
  /// The value as JSON text on one line, without spaces.
  public var compactText: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let text): text
    case .string(let text): Self.quoted(text)
    case .array(let elements):
      "[" + elements.map(\.value.compactText).joined(separator: ",") + "]"
    case .object(let members):
      "{"
        + members.map { Self.quoted($0.key) + ":" + $0.value.value.compactText }
        .joined(separator: ",") + "}"
    }
  }

  /// The value as indented JSON text; arrays of plain values stay on one line.
  public func prettyText(indentation: String = "") -> String {
    let inner = indentation + "  "
    switch self {
    case .array(let elements) where elements.contains { $0.value.isContainer }:
      let lines = elements.map { inner + $0.value.prettyText(indentation: inner) }
      return "[\n" + lines.joined(separator: ",\n") + "\n" + indentation + "]"
    case .array(let elements):
      return "[" + elements.map(\.value.compactText).joined(separator: ", ") + "]"
    case .object(let members) where !members.isEmpty:
      let lines = members.map {
        inner + Self.quoted($0.key) + ": " + $0.value.value.prettyText(indentation: inner)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n" + indentation + "}"
    default: return compactText
    }
  }

  private var isContainer: Bool {
    switch self {
    case .array, .object: true
    default: false
    }
  }

  /// `text` as a JSON string.
  public static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    JSONWriter.append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
