import LukeJSON

/// Which field of a record: a column by its name or its number, or a key of an object.
public enum RecordField: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The name of a column, or a key; `labels.score` is the key `score` in the object `labels`.
  case name(String)
  /// The number of a column, counted from 0, or from the last with -1.
  case number(Int)

  /// A key within, as a recipe writes it.
  func key(_ inner: String) -> String {
    if case .name(let name) = self { "\"\(name).\(inner)\"" } else { "\"\(inner)\"" }
  }

  /// The keys that fields have by name, each with what answers call what stands there.
  static func keys(of fields: [(field: RecordField?, name: String)]) -> [String: String] {
    var keys: [String: String] = [:]
    for (field, name) in fields {
      if case .name(let key)? = field { keys[key] = name }
    }
    return keys
  }

  /// What stands in a record of JSON under the name; nil for a number, which is of columns.
  func value(in record: JSONValue) -> JSONValue? {
    if case .name(let name) = self { record[name] } else { nil }
  }

  /// As a recipe writes it.
  public var description: String {
    switch self {
    case .name(let name): "\"\(name)\""
    case .number(let number): "\(number)"
    }
  }
}
