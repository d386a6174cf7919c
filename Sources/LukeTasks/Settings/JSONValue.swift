/// A JSON value that remembers where it was written, so that faults can name the place.
public struct JSONNode: Sendable {
  /// The value itself.
  public var value: JSONValue
  /// Where the value came from.
  public var origin: JSONOrigin

  /// Creates a value with its place.
  public init(_ value: JSONValue, origin: JSONOrigin = .none) {
    self.value = value
    self.origin = origin
  }
}

/// Where a JSON value came from.
public enum JSONOrigin: Hashable, Sendable {
  /// A place in a file; lines and columns count from 1, columns in Unicode scalars.
  case file(line: Int, column: Int)
  /// An override of the command line: its key path and its value as typed.
  case override(key: String, text: String)
  /// Made by the program.
  case none
}

/// One key of a JSON object with its value.
public struct JSONMember: Sendable {
  /// The key.
  public var key: String
  /// Where the key came from.
  public var keyOrigin: JSONOrigin
  /// The value.
  public var value: JSONNode

  /// Creates a member.
  public init(_ key: String, _ value: JSONNode, keyOrigin: JSONOrigin = .none) {
    self.key = key
    self.value = value
    self.keyOrigin = keyOrigin
  }
}

/// A JSON value; objects keep the order of their keys, numbers the text they were written with.
public indirect enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONNode])
  case object([JSONMember])

  /// An object of the given members in the given order.
  public static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(members.map { JSONMember($0.key, JSONNode($0.value)) })
  }

  /// An array of the given values.
  public static func list(_ values: [JSONValue]) -> JSONValue {
    .array(values.map { JSONNode($0) })
  }

  /// A whole number.
  public static func integer(_ value: Int) -> JSONValue { .number(String(value)) }

  /// A number in the shortest text that reads back as the same Double; whole numbers without a
  /// fraction.
  public static func double(_ value: Double) -> JSONValue {
    guard value.isFinite else { return .null }
    if let whole = Int(exactly: value), abs(whole) < 1 << 53 { return .integer(whole) }
    return .number("\(value)")
  }

  /// The members of an object, nil for every other value.
  public var members: [JSONMember]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The elements of an array, nil for every other value.
  public var elements: [JSONNode]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The value under `key` of an object, nil for every other value and for absent keys.
  public subscript(key: String) -> JSONNode? {
    members?.first { $0.key == key }?.value
  }

  /// The number as a Double, nil for every other value.
  public var doubleValue: Double? {
    if case .number(let text) = self { Double(text) } else { nil }
  }

  /// The number as a whole number (`3`, `3.0` and `3e0` alike), nil for every other value.
  public var integerValue: Int? {
    guard case .number(let text) = self else { return nil }
    if let whole = Int(text) { return whole }
    guard let double = Double(text), abs(double) < 9_007_199_254_740_992 else { return nil }
    return Int(exactly: double)
  }

  /// The string, nil for every other value.
  public var stringValue: String? {
    if case .string(let text) = self { text } else { nil }
  }
}
