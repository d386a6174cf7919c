import LukeJSON

extension Settings {
  /// The JSON Schema (draft 2020-12) of the section.
  public static var schema: JSONValue {
    schema(tag: nil)
  }

  /// The JSON Schema of the section, with a first key that holds a fixed text.
  public static func schema(tag: (key: String, value: String)?) -> JSONValue {
    let defaults = Self()
    var properties = fields.map { field in
      JSONValue.Member(key: field.key, value: field.describedSchema(defaults: defaults))
    }
    var required = fields.filter(\.isRequired).map(\.key)
    if let tag {
      properties.insert(
        JSONValue.Member(key: tag.key, value: .object(["const": .string(tag.value)])), at: 0)
      required.insert(tag.key, at: 0)
    }
    var members = [
      JSONValue.Member(key: "type", value: .string("object")),
      JSONValue.Member(key: "description", value: .string(summary)),
      JSONValue.Member(key: "properties", value: .object(properties)),
    ]
    if !required.isEmpty {
      members.append(
        JSONValue.Member(key: "required", value: .array(required.map(JSONValue.string))))
    }
    members.append(JSONValue.Member(key: "additionalProperties", value: .bool(false)))
    return .object(members)
  }

  /// Every key path of the section with what is known of it, in order.
  public static var keyDescriptions: [SettingsKeyDescription] {
    let defaults = Self()
    return fields.flatMap { field in
      let inner = field.inner
      let isSection = !inner.isEmpty && !inner[0].keyPath.hasPrefix("[]")
      let own = SettingsKeyDescription(
        keyPath: field.key, summary: field.summary, expectation: field.expectation,
        defaultText: field.isRequired || isSection && field.encode(defaults).members != nil
          ? nil : field.encode(defaults).compactText,
        mayChangeInRun: field.mayChangeInRun)
      return [own]
        + inner.map {
          var description = $0
          let separator = $0.keyPath.hasPrefix("[]") ? "" : "."
          description.keyPath = field.key + separator + $0.keyPath
          return description
        }
    }
  }
}

extension SettingsField {
  /// The schema of the values with summary and default.
  fileprivate func describedSchema(defaults: Owner) -> JSONValue {
    let value = encode(defaults)
    var members = [JSONValue.Member(key: "description", value: .string(summary))]
    if !isRequired, value.members == nil {
      members.append(JSONValue.Member(key: "default", value: value))
    }
    let own = (schema.members ?? []).filter { $0.key != "description" }
    return .object(members + own)
  }
}
