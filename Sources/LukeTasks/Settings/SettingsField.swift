/// One key of a settings section.
package struct SettingsField<Owner> {
  /// The key as written in the file.
  package let key: String
  /// What the key decides, in one sentence.
  package let summary: String
  /// What its values look like, in words.
  package let expectation: String
  /// Whether the key must be given.
  package let isRequired: Bool
  /// The JSON Schema of its values.
  package let schema: JSONValue
  /// The key paths below this key, each with the summary of its field.
  package let inner: [SettingsKeyDescription]
  package let decode: (JSONNode, String, inout Owner, inout SettingsReader) -> Void
  package let encode: (Owner) -> JSONValue

  /// A key that is stored at `path` and whose values are of the given kind.
  package init<Value>(
    _ key: String, _ path: WritableKeyPath<Owner, Value>, _ kind: SettingsKind<Value>,
    required: Bool = false, _ summary: String
  ) {
    self.key = key
    self.summary = summary
    self.expectation = kind.expectation
    self.isRequired = required
    self.schema = kind.schema
    self.inner = kind.inner
    self.decode = { node, place, owner, reader in
      if let value = kind.decode(node, place, &reader) { owner[keyPath: path] = value }
    }
    self.encode = { kind.encode($0[keyPath: path]) }
  }
}

/// A key path with what is known of it, for tables and suggestions.
package struct SettingsKeyDescription {
  /// The key path, with `[]` after a key that holds a list of objects.
  package var keyPath: String
  /// What the key decides.
  package var summary: String
  /// What its values look like, in words.
  package var expectation: String
  /// The default as JSON text; nil when the key must be given or is a section.
  package var defaultText: String?

  package init(keyPath: String, summary: String, expectation: String, defaultText: String?) {
    self.keyPath = keyPath
    self.summary = summary
    self.expectation = expectation
    self.defaultText = defaultText
  }
}
