/// What a value is, `nil` where it is something else.
extension JSONValue {
  /// The members of an object.
  public var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The elements of an array.
  public var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The text of a string.
  public var string: String? {
    if case .string(let string) = self { string } else { nil }
  }

  /// The truth of `true` and `false`.
  public var bool: Bool? {
    if case .bool(let bool) = self { bool } else { nil }
  }

  /// A number that is written with digits alone, and a sign.
  public var integer: Int? {
    if case .number(let digits) = self { Int(digits) } else { nil }
  }

  /// A number without a fraction, however it is written: `3`, `3.0` and `3e0` alike.
  public var wholeNumber: Int? {
    if let integer { return integer }
    guard let double, abs(double) < 9_007_199_254_740_992 else { return nil }
    return Int(exactly: double)
  }

  /// A number as a Double.
  public var double: Double? {
    if case .number(let text) = self { Double(text) } else { nil }
  }
}
