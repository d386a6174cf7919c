import LukeJSON

extension SettingsKind where Value == [String: String] {
  /// An object whose values are texts that are not empty.
  public static var texts: Self {
    SettingsKind(
      expectation: "an object in braces whose values are texts in quotes",
      schema: .object([
        "type": .string("object"),
        "additionalProperties": .object(["type": .string("string"), "minLength": .integer(1)]),
      ]),
      read: { node in
        guard let members = node.value.members else { return nil }
        var texts: [String: String] = [:]
        for member in members {
          guard let text = member.value.string, !text.isEmpty else { return nil }
          texts[member.key] = text
        }
        return texts
      },
      encode: { texts in
        .object(
          texts.sorted { $0.key < $1.key }
            .map { JSONValue.Member(key: $0.key, value: .string($0.value)) })
      })
  }
}
