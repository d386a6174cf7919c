public import LukeData
import LukeJSON
public import LukeSettings

extension SettingsKind where Value == RecordField {
  /// The name of a column or a key, or the number of a column.
  public static var recordField: Self {
    SettingsKind(
      expectation: "a name in quotes or a whole number",
      schema: .object([
        "anyOf": .array([
          .object(["type": .string("string"), "minLength": .integer(1)]),
          .object(["type": .string("integer")]),
        ])
      ]),
      read: { node in
        if let number = node.value.wholeNumber, (-999...9999).contains(number) {
          return .number(number)
        }
        return node.value.string.flatMap { $0.isEmpty ? nil : .name($0) }
      },
      encode: { field in
        switch field {
        case .name(let name): .string(name)
        case .number(let number): .integer(number)
        }
      })
  }
}

extension SettingsKind where Value == RecordField? {
  /// The name of a column or a key, or the number of a column; `null` finds it out.
  public static var recordField: Self { .optional(.recordField) }
}

extension SettingsKind where Value == [RecordField]? {
  /// One name or number of a column or a key, or a list of them; `null` finds them out.
  public static var recordFields: Self { .optional(.oneOrMore(of: .recordField)) }
}

extension SettingsField where Owner: TaskData {
  /// The key `header`.
  public static func header(_ path: WritableKeyPath<Owner, Bool?>) -> Self {
    SettingsField(
      "header", path, .optional(.bool),
      "Whether the first row of a table names its columns; null finds it out.")
  }

  /// The key `quoting`.
  public static func quoting(_ path: WritableKeyPath<Owner, Bool?>) -> Self {
    SettingsField(
      "quoting", path, .optional(.bool),
      "Whether quotes around the fields of a table are its own and no text; null: in CSV alone.")
  }

  /// The key `bad_records`.
  public static func badRecords(_ path: WritableKeyPath<Owner, BadRecords>) -> Self {
    SettingsField(
      "bad_records", path, .choice,
      "Whether records that cannot be read stop the work or are left out, counted and named.")
  }
}
