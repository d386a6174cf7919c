import LukeJSON
import LukeSystem

/// Something whose facts fit on a page: all that is no model.
struct InspectedContent: InspectedThing {
  /// What it is called in JSON.
  var kind: String
  var path: String
  /// What it is, in words.
  var what: String
  var rows: [InspectedRow]
  var notes: [String] = []
  var next: [String] = []
  /// What is known besides, a line each.
  var details: [String] = []
  /// Its own keys of the JSON object.
  var members: [JSONValue.Member] = []

  var title: String { "\(path): \(what)".shownOnOneLine }

  /// The facts in a line.
  var summary: String { rows.map { "\($0.name) \($0.text)" }.joined(separator: ", ") }

  func writeAll(emit: (String) throws -> Void) throws {
    try emit(title)
    for row in rows { try emit("\(row.name): \(row.text)".shownOnOneLine) }
    try (notes + details).map(\.shownOnOneLine).forEach(emit)
  }

  var json: JSONValue {
    var members =
      [
        JSONValue.Member(key: "kind", value: .string(kind)),
        .init(key: "path", value: .string(path)),
      ]
      + self.members
    if !notes.isEmpty {
      members.append(.init(key: "notes", value: .array(notes.map(JSONValue.string))))
    }
    return .object(members)
  }
}
