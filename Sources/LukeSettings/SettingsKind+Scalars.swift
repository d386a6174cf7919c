import LukeJSON

extension SettingsKind where Value == Bool {
  /// `true` or `false`.
  public static var bool: Self {
    Self(
      expectation: "true or false", schema: .object(["type": .string("boolean")]),
      read: { if case .bool(let value) = $0.value { value } else { nil } },
      encode: JSONValue.bool)
  }
}

extension SettingsKind where Value == Int {
  /// A whole number within bounds.
  public static func integer(atLeast minimum: Int, atMost maximum: Int? = nil) -> Self {
    var schema = [
      JSONValue.Member(key: "type", value: .string("integer")),
      JSONValue.Member(key: "minimum", value: .integer(minimum)),
    ]
    if let maximum { schema.append(JSONValue.Member(key: "maximum", value: .integer(maximum))) }
    let bounds = maximum.map { "from \(minimum) to \($0)" } ?? "at least \(minimum)"
    let expectation = "a whole number, \(bounds)"
    return Self(
      expectation: expectation, schema: .object(schema),
      reason: {
        NumberLimits.reasonAgainstWholeNumber(
          $0, expecting: expectation, atLeast: minimum, atMost: maximum)
      },
      read: { node in
        node.value.wholeNumber.flatMap {
          $0 >= minimum && $0 <= maximum ?? Int.max ? $0 : nil
        }
      }, encode: JSONValue.integer)
  }
}

extension SettingsKind where Value == Double {
  /// A number of at least `minimum`.
  public static func number(atLeast minimum: Double) -> Self {
    number("a number, at least \(JSONValue.double(minimum).compactText)", ["minimum": minimum]) {
      $0 >= minimum
    }
  }

  /// A number above `minimum`.
  public static func number(above minimum: Double) -> Self {
    number(
      "a number above \(JSONValue.double(minimum).compactText)", ["exclusiveMinimum": minimum]
    ) { $0 > minimum }
  }

  /// A number from 0 to 1.
  public static var fraction: Self {
    number("a number from 0 to 1", ["minimum": 0, "maximum": 1]) { (0...1).contains($0) }
  }

  /// A number of at least 0 and below 1.
  public static var fractionBelowOne: Self {
    number("a number from 0 to less than 1", ["minimum": 0, "exclusiveMaximum": 1]) {
      (0..<1).contains($0)
    }
  }

  private static func number(
    _ expectation: String, _ bounds: KeyValuePairs<String, Double>,
    isValid: @escaping (Double) -> Bool
  ) -> Self {
    let type = JSONValue.Member(key: "type", value: .string("number"))
    return Self(
      expectation: expectation,
      schema: .object(
        [type] + bounds.map { JSONValue.Member(key: $0.key, value: .double($0.value)) }),
      reason: { NumberLimits.reasonAgainst($0, expecting: expectation, isValid: isValid) },
      read: { node in
        // What is valid must stay so as the float that it is computed with: 1e-50 would be 0.
        node.value.double.flatMap { number in
          let float = Double(Float(number))
          let isSound = float.isFinite && (float != 0 || number == 0)
          return isSound && isValid(number) && isValid(float) ? number : nil
        }
      }, encode: JSONValue.double)
  }
}

extension SettingsKind where Value == String {
  /// Any text.
  ///
  /// On the command line text needs no quotes, even where it looks like a number.
  public static var text: Self {
    Self(
      expectation: "text in quotes", schema: .object(["type": .string("string")]),
      read: \.text, encode: JSONValue.string)
  }

  /// Text with at least one character.
  public static var nonEmptyText: Self {
    Self(
      expectation: "text in quotes, not empty",
      schema: .object(["type": .string("string"), "minLength": .integer(1)]),
      read: { node in node.text.flatMap { $0.isEmpty ? nil : $0 } }, encode: JSONValue.string)
  }

  /// One of some names that are known only when the program runs.
  public static func name(of names: [String]) -> Self {
    Self(
      expectation: names.count == 1 ? "\"\(names[0])\"" : "one of \(names.joined(separator: ", "))",
      schema: .object(["enum": .array(names.map(JSONValue.string))]),
      hint: { value in
        value.string.flatMap { Suggestion.nearest(to: $0, in: names) }
          .map { "did you mean \($0)?" }
      },
      read: { node in node.text.flatMap { names.contains($0) ? $0 : nil } },
      encode: JSONValue.string)
  }

  /// A path, made absolute: see `SettingsReader.resolve`.
  public static var path: Self {
    Self(
      expectation: "a path in quotes",
      schema: .object(["type": .string("string"), "minLength": .integer(1)]),
      decode: { node, place, reader in
        guard let path = nonEmptyText.decode(node, place, &reader) else { return nil }
        if path.utf8.contains(0) {
          // For the system it would end there.
          reader.fault("a path cannot hold the character U+0000", at: place, origin: node.origin)
          return nil
        }
        return reader.resolve(path, origin: node.origin)
      }, encode: JSONValue.string)
  }
}

extension SettingsKind
where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of the raw values of an enumeration.
  public static var choice: Self { choice(of: Array(Value.allCases)) }

  /// One of some of the raw values of an enumeration.
  public static func choice(of values: [Value]) -> Self {
    let name = SettingsKind<String>.name(of: values.map(\.rawValue))
    return Self(
      expectation: name.expectation, schema: name.schema,
      decode: { node, place, reader in
        name.decode(node, place, &reader).flatMap(Value.init(rawValue:))
      }, encode: { .string($0.rawValue) })
  }
}

extension JSONNode {
  /// The string, or what was typed on the command line.
  fileprivate var text: String? {
    if let text = value.string { return text }
    if case .override(_, let text) = origin, value.members == nil, value.elements == nil {
      return text
    }
    return nil
  }
}
