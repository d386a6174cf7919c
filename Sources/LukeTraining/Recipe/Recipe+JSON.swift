import LukeTasks

extension Recipe {
  /// The recipe as JSON text with every default filled in and absolute paths; it reads back equal.
  public var resolvedText: String { json.prettyText() + "\n" }

  /// The JSON Schema (draft 2020-12) of recipes, for editors.
  public static var schemaText: String {
    var members = [
      JSONMember("$schema", JSONNode(.string("https://json-schema.org/draft/2020-12/schema"))),
      JSONMember("title", JSONNode(.string("luke-train recipe"))),
    ]
    for member in schema.members ?? [] {
      guard member.key == "properties" else {
        members.append(member)
        continue
      }
      let link = JSONMember(
        "$schema",
        JSONNode(
          .object([
            "description": .string("The schema that editors check this file with."),
            "type": .string("string"),
          ])))
      members.append(
        JSONMember("properties", JSONNode(.object([link] + (member.value.value.members ?? [])))))
    }
    members.append(JSONMember("allOf", JSONNode(TaskRegistry.dataSchemas)))
    return JSONValue.object(members).prettyText() + "\n"
  }

  /// The keys of recipes as a Markdown table, for the README.
  public static var keyTable: String {
    let rows = keyDescriptions.map { key in
      let value = key.defaultText.map { "\(key.expectation); default `\($0)`" } ?? key.expectation
      return "| `\(key.keyPath)` | \(key.summary) | \(value) |"
    }
    return (["| key | what it decides | values |", "| --- | --- | --- |"] + rows)
      .joined(separator: "\n") + "\n"
  }
}
