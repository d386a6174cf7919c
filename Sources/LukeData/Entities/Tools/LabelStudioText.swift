import LukeJSON

/// Finds the text among the data of a task, whose key the labelling configuration names and the export does
/// not.
enum LabelStudioText {
  /// Keys of JSON-MIN that are no data.
  private static let keysOfExport: Set<String> = [
    "id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time", "agreement",
    "inner_id",
  ]

  /// The string under `text`, or the only one, or the only one that has what is marked.
  static func only(
    _ data: JSONValue, _ spans: [ToolSpan], _ place: String
  ) throws(JSONText.Fault) -> String {
    var strings: [(key: String, text: String)] = []
    for member in data.members ?? [] where !keysOfExport.contains(member.key) {
      if let text = member.value.string { strings.append((member.key, text)) }
    }
    if let named = strings.first(where: { $0.key == "text" }) { return named.text }
    // The address of an image, a sound or a page is no text.
    strings.removeAll { $0.text.contains("/") && !$0.text.contains(where: \.isWhitespace) }
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
