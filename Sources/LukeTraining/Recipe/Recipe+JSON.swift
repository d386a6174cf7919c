import LukeJSON
import LukeSettings

extension Recipe {
  /// The recipe as JSON text with every default filled in and absolute paths, and with what was chosen; it
  /// reads back equal.
  public var resolvedText: String {
    JSONValue.object((json.members ?? []) + [chosenMember].compactMap(\.self)).prettyText + "\n"
  }

  /// The JSON Schema (draft 2020-12) of recipes, for editors.
  public static var schemaText: String {
    var members = [
      JSONValue.Member(
        key: "$schema", value: .string("https://json-schema.org/draft/2020-12/schema")),
      JSONValue.Member(key: "title", value: .string("luke-train recipe")),
    ]
    for member in schema.members ?? [] {
      guard member.key == "properties" else {
        members.append(member)
        continue
      }
      let link = JSONValue.Member(
        key: "$schema",
        value: .object([
          "description": .string("The schema that editors check this file with."),
          "type": .string("string"),
        ]))
      members.append(
        JSONValue.Member(
          key: "properties", value: .object([link] + (member.value.members ?? []))))
    }
    members.append(JSONValue.Member(key: "allOf", value: TaskRegistry.dataSchemas))
    return JSONValue.object(members).prettyText + "\n"
  }

  /// The keys of recipes as Markdown, for the guide to them: a table for each section, and one before them
  /// for what stands outside of all.
  public static var keyTables: String {
    let sections = ["task", "data", "model", "training"]
    func section(of key: SettingsKeyDescription) -> String? {
      sections.first { key.keyPath == $0 || key.keyPath.hasPrefix($0 + ".") }
    }
    func table(_ name: String?) -> String {
      let rows = keyDescriptions.filter { section(of: $0) == name }.map { key in
        let value = key.defaultText.map { "\(key.expectation); default `\($0)`" } ?? key.expectation
        return "| `\(key.keyPath)` | \(markdown(key.summary)) | \(markdown(value)) |"
      }
      let heading = name.map { ["## \($0)", ""] } ?? []
      return (heading + ["| key | what it decides | values |", "| --- | --- | --- |"] + rows)
        .joined(separator: "\n") + "\n"
    }
    return ([nil] + sections.map(Optional.some)).map(table).joined(separator: "\n")
  }

  /// Text in which nothing is taken for HTML.
  private static func markdown(_ text: String) -> String {
    text.replacing("<", with: "\\<")
  }
}
