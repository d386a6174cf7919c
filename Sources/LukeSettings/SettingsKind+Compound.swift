import LukeJSON

extension SettingsKind {
  /// The values of another kind, or `null` for none.
  public static func optional<Wrapped>(_ kind: SettingsKind<Wrapped>) -> Self
  where Value == Wrapped? {
    Self(
      expectation: kind.expectation + ", or null",
      schema: .object(["anyOf": .array([kind.schema, .object(["type": .string("null")])])]),
      inner: kind.inner,
      decode: { node, place, reader in
        if case .null = node.value { return .some(nil) }
        return kind.decode(node, place, &reader).map { .some($0) }
      },
      encode: { $0.map(kind.encode) ?? .null })
  }

  /// A list of values of another kind.
  public static func list<Element>(of kind: SettingsKind<Element>) -> Self
  where Value == [Element] {
    Self(
      expectation: "a list in brackets",
      schema: .object(["type": .string("array"), "items": kind.schema]),
      inner: kind.inner.map {
        var description = $0
        description.keyPath = "[]." + $0.keyPath
        return description
      },
      decode: { node, place, reader in
        guard let elements = node.elements else {
          let message = "must be a list in brackets, but is \(node.value.excerpt)"
          reader.fault(message, at: place, origin: node.origin)
          return nil
        }
        let decoded = elements.enumerated().map { index, element in
          kind.decode(element, "\(place)[\(index)]", &reader)
        }
        return decoded.contains { $0 == nil } ? nil : decoded.compactMap(\.self)
      },
      encode: { .array($0.map(kind.encode)) })
  }

  /// One value of another kind or a list of at least one.
  public static func oneOrMore<Element>(of kind: SettingsKind<Element>) -> Self
  where Value == [Element] {
    let list = SettingsKind<[Element]>.list(of: kind)
    let expectation = kind.expectation + " or a list of them"
    return Self(
      expectation: expectation,
      schema: .object([
        "anyOf": .array([
          kind.schema,
          .object(["type": .string("array"), "items": kind.schema, "minItems": .integer(1)]),
        ])
      ]),
      decode: { node, place, reader in
        switch node.value {
        case .array(let elements) where !elements.isEmpty:
          return list.decode(node, place, &reader)
        case .array, .object, .bool, .null:
          let message = "must be \(expectation), but is \(node.value.excerpt)"
          reader.fault(message, at: place, origin: node.origin)
          return nil
        default: return kind.decode(node, place, &reader).map { [$0] }
        }
      },
      encode: { $0.count == 1 ? kind.encode($0[0]) : .array($0.map(kind.encode)) })
  }
}

extension SettingsKind where Value: Settings {
  /// A section with its own keys.
  public static var section: Self {
    Self(
      expectation: "an object in braces", schema: Value.schema, inner: Value.keyDescriptions,
      decode: { node, place, reader in Value(node: node, at: place, reader: &reader) },
      encode: \.json)
  }
}
