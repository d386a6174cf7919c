import Foundation

/// The YAML that the card of a model begins with, as far as it says anything about the model: keys at the margin with
/// a text or a list of texts.
struct CardHead {
  private var values: [Substring: [String]] = [:]

  /// Reads the beginning of a `README.md`; one without such a head says nothing.
  init(_ card: String) {
    let text = card.hasPrefix("\u{FEFF}") ? card.dropFirst() : card[...]
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard let first = lines.first, Self.trimmed(first) == "---",
      let end = lines.dropFirst().firstIndex(where: { Self.trimmed($0) == "---" })
    else { return }
    var key: Substring?
    for line in lines[1..<end] {
      let content = Self.trimmed(line)
      if content.hasPrefix("- ") {
        if let key, let text = Self.scalar(content.dropFirst(2)) {
          values[key, default: []].append(text)
        }
      } else if line.first?.isWhitespace == false, let colon = line.firstIndex(of: ":") {
        let name = line[..<colon]
        key = name
        values[name] = Self.texts(line[line.index(after: colon)...])
      }
    }
  }

  /// The texts of a key; none where it is not there, or holds something else.
  subscript(key: String) -> [String] { values[key[...]] ?? [] }

  /// The text of a key that holds one alone.
  func text(_ key: String) -> String? { self[key].count == 1 ? self[key][0] : nil }

  private static func texts(_ value: Substring) -> [String] {
    let value = trimmed(value)
    guard value.hasPrefix("["), let end = value.lastIndex(of: "]") else {
      return [scalar(value)].compactMap(\.self)
    }
    return value[..<end].dropFirst().split(separator: ",").compactMap(scalar)
  }

  /// A text with or without quotes, behind which a comment may stand; nil where there is none.
  private static func scalar(_ value: Substring) -> String? {
    let value = trimmed(value)
    guard let quote = value.first else { return nil }
    if quote == "\"" || quote == "'" {
      let inner = value.dropFirst()
      guard let end = inner.lastIndex(of: quote) else { return nil }
      let text = String(inner[..<end])
      return quote == "'"
        ? text.replacing("''", with: "'")
        : text.replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
    }
    if quote == "#" { return nil }
    let text = trimmed(value.firstRange(of: " #").map { value[..<$0.lowerBound] } ?? value)
    return ["", "~", "null"].contains(text) ? nil : String(text)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    text.trimmingCharacters(in: .whitespaces)[...]
  }
}
