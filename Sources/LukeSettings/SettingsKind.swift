import LukeJSON

/// How values of one type are read from JSON, checked, written again and described to editors.
public struct SettingsKind<Value> {
  /// What is valid, to follow "must be": `a whole number, at least 1`.
  public var expectation: String
  /// The JSON Schema of valid values; made when it is asked for, since reading and writing need none.
  public var schema: JSONValue { makeSchema() }
  /// The key paths below, for kinds that hold sections; found when they are asked for.
  public var inner: [SettingsKeyDescription] { findInner() }
  /// Reads a value found at a key path; nil after noting a fault.
  public var decode: (JSONNode, String, inout SettingsReader) -> Value?
  /// Writes a value.
  public var encode: (Value) -> JSONValue
  private let makeSchema: () -> JSONValue
  private let findInner: () -> [SettingsKeyDescription]

  /// Creates a kind whose values note their faults themselves.
  public init(
    expectation: String, schema: @autoclosure @escaping () -> JSONValue,
    inner: @autoclosure @escaping () -> [SettingsKeyDescription] = [],
    decode: @escaping (JSONNode, String, inout SettingsReader) -> Value?,
    encode: @escaping (Value) -> JSONValue
  ) {
    self.expectation = expectation
    makeSchema = schema
    findInner = inner
    self.decode = decode
    self.encode = encode
  }

  /// A kind whose values are read without noting faults of their own: nil is "not as expected", or what
  /// `reason` says where that is known better.
  public init(
    expectation: String, schema: @autoclosure @escaping () -> JSONValue,
    hint: @escaping (JSONValue) -> String? = { _ in nil },
    reason: @escaping (JSONValue) -> String? = { _ in nil },
    read: @escaping (JSONNode) -> Value?, encode: @escaping (Value) -> JSONValue
  ) {
    self.init(
      expectation: expectation, schema: schema(),
      decode: { node, place, reader in
        if let value = read(node) { return value }
        let found =
          reason(node.value) ?? "must be \(expectation), but is \(node.value.excerpt)"
        let message = [found, hint(node.value)].compactMap(\.self).joined(separator: "; ")
        reader.fault(message, at: place, origin: node.origin)
        return nil
      }, encode: encode)
  }
}

extension JSONValue {
  /// The value as text short enough for a message.
  public var excerpt: String {
    switch self {
    case .object: return "an object"
    case .array(let elements) where elements.isEmpty: return "an empty list"
    case .array: return "a list"
    default:
      let text = compactText
      return text.count > 60 ? text.prefix(57) + "…" : text
    }
  }
}
