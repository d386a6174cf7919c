import LukeJSON

/// Finds the text among the data of a task, whose key the labelling configuration names and the export does
/// not.
enum LabelStudioText {
  /// Keys of JSON-MIN that are no data.
  private static let keysOfExport: Set<String> = [
    "id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time", "agreement",
    "inner_id",
  ]

  /// The text that a result is about by its `to_name`, where data have that name; nil where they have not.
  /// - Throws: where they have, and it is the address of an image or such.
  static func named(_ name: String, in data: JSONValue) throws(NoText) -> String? {
    guard let value = data[name] else { return nil }
    guard let text = value.string, !isAddress(text) else { throw NoText() }
    return text
  }

  /// What is labelled is no text.
  struct NoText: Error {}

  /// Whether a string is the address of an image, a sound or a page.
  private static func isAddress(_ text: String) -> Bool {
    text.contains("/") && !text.contains(where: \.isWhitespace)
  }

  /// The string under `text`, or the only one, or the only one that has what is marked.
  static func only(
    _ data: JSONValue, _ spans: [ToolSpan], _ place: String
  ) throws(JSONText.Fault) -> String {
    var strings: [(key: String, text: String)] = []
    for member in data.members ?? [] where !keysOfExport.contains(member.key) {
      if let text = member.value.string { strings.append((member.key, text)) }
    }
    if let named = strings.first(where: { $0.key == "text" }) { return named.text }
    strings.removeAll { isAddress($0.text) }
    if strings.count > 1, !spans.isEmpty {
      strings = strings.filter { string in
        var place = SpanPlace(string.text, usual: .utf16)
        return spans.allSatisfy { $0.surface != nil && (try? place.find($0)) != nil }
      }
    }
    if strings.count == 1 { return strings[0].text }
    let keys = (data.members ?? []).map { "\"\(place)\($0.key)\"" }.joined(separator: ", ")
    throw JSONText.Fault(
      message: "key \"\(place)text\" is missing, and none of \(keys.isEmpty ? "the data" : keys) "
        + "is clearly the text that Label Studio shows")
  }
}
