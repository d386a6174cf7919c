extension JSONValue {
  /// An object of the given members in the given order.
  public static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(members.map { Member(key: $0.key, value: $0.value) })
  }

  /// A whole number.
  public static func integer(_ value: Int) -> JSONValue { .number(String(value)) }

  /// A number in the shortest text that reads back as the same Double; whole numbers without a
  /// fraction.
  ///
  /// What is not finite is `null`.
  public static func double(_ value: Double) -> JSONValue {
    guard value.isFinite else { return .null }
    if let whole = Int(exactly: value), abs(whole) < 1 << 53 { return .integer(whole) }
    return .number("\(value)")
  }
}
