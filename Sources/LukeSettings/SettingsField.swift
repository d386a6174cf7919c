import LukeJSON

/// One key of a settings section.
public struct SettingsField<Owner> {
  /// The key as written in the file.
  public let key: String
  /// What the key decides, in one sentence.
  public let summary: String
  /// What its values look like, in words.
  public let expectation: String
  /// Whether the key must be given.
  public let isRequired: Bool
  /// The JSON Schema of its values; made when it is asked for, since reading and writing need none.
  public var schema: JSONValue { makeSchema() }
  /// The key paths below this key, each with the summary of its field; found when they are asked for.
  public var inner: [SettingsKeyDescription] { findInner() }
  /// Reads a value found at a key path into the settings; faults are noted in the reader.
  public let decode: (JSONNode, String, inout Owner, inout SettingsReader) -> Void
  /// Writes the value of some settings.
  public let encode: (Owner) -> JSONValue

  /// Keys of the same section that have to be read before.
  public let follows: [String]
  /// Whether a run may be resumed with another value: it touches neither the weights nor what is
  /// compared.
  public private(set) var mayChangeInRun = false
  private let makeSchema: () -> JSONValue
  private let findInner: () -> [SettingsKeyDescription]

  /// A key that is read and written in a way of its own.
  public init(
    key: String, summary: String, expectation: String, isRequired: Bool,
    schema: @autoclosure @escaping () -> JSONValue,
    inner: @autoclosure @escaping () -> [SettingsKeyDescription],
    decode: @escaping (JSONNode, String, inout Owner, inout SettingsReader) -> Void,
    encode: @escaping (Owner) -> JSONValue, follows: [String] = []
  ) {
    (self.key, self.summary, self.expectation) = (key, summary, expectation)
    (self.isRequired, makeSchema, findInner) = (isRequired, schema, inner)
    (self.decode, self.encode, self.follows) = (decode, encode, follows)
  }

  /// A key that is stored at `path` and whose values are of the given kind.
  public init<Value>(
    _ key: String, _ path: WritableKeyPath<Owner, Value>, _ kind: SettingsKind<Value>,
    required: Bool = false, _ summary: String
  ) {
    self.init(
      key: key, summary: summary, expectation: kind.expectation, isRequired: required,
      schema: kind.schema, inner: kind.inner,
      decode: { node, place, owner, reader in
        if let value = kind.decode(node, place, &reader) { owner[keyPath: path] = value }
      },
      encode: { kind.encode($0[keyPath: path]) })
  }
}

extension SettingsField {
  /// The key as one that may change while a run is not at work.
  public func changeableInRun() -> Self {
    var field = self
    field.mayChangeInRun = true
    return field
  }
}

/// A key path with what is known of it, for tables and suggestions.
public struct SettingsKeyDescription {
  /// The key path, with `[]` after a key that holds a list of objects.
  public var keyPath: String
  /// What the key decides.
  public var summary: String
  /// What its values look like, in words.
  public var expectation: String
  /// The default as JSON text; nil when the key must be given or is a section.
  public var defaultText: String?
  /// Whether a run may be resumed with another value.
  public var mayChangeInRun: Bool

  /// Creates a description.
  public init(
    keyPath: String, summary: String, expectation: String, defaultText: String?,
    mayChangeInRun: Bool = false
  ) {
    self.keyPath = keyPath
    self.summary = summary
    self.expectation = expectation
    self.defaultText = defaultText
    self.mayChangeInRun = mayChangeInRun
  }

  /// Whether its values are paths, or lists of them.
  package var holdsPaths: Bool {
    expectation.hasPrefix(SettingsKind<String>.path.expectation)
  }
}
