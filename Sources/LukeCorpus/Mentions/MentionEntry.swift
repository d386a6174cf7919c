import LukeJSON

/// A text of a mention dictionary: a line of the file.
package struct MentionEntry: Hashable, Sendable {
  /// A title that the text is a link to.
  package struct Title: Hashable, Sendable {
    /// The title of the entity.
    package var title: String
    /// The share of the text's links that lead to it.
    package var probability: Double
  }

  /// The text.
  package var text: String
  /// The share of the text's occurrences that are links.
  package var linkProbability: Double
  /// What it links to.
  package var titles: [Title]

  /// Reads a line.
  init(_ value: JSONValue) throws(MentionDictionaryFault) {
    guard let text = value["text"]?.string else {
      throw MentionDictionaryFault("\"text\" must be a text in quotes")
    }
    guard let share = Self.share(value["link_probability"]) else {
      throw MentionDictionaryFault("\"link_probability\" must be a number from 0 to 1")
    }
    guard let list = value["titles"]?.elements, !list.isEmpty else {
      throw MentionDictionaryFault(
        "\"titles\" must be a list of {\"title\", \"probability\"}, not empty")
    }
    (self.text, linkProbability, titles) = (text, share, [])
    for (index, item) in list.enumerated() {
      guard let title = item["title"]?.string, !title.isEmpty else {
        throw MentionDictionaryFault("\"titles\"[\(index)]: \"title\" must be a text, not empty")
      }
      guard let probability = Self.share(item["probability"]) else {
        throw MentionDictionaryFault(
          "\"titles\"[\(index)]: \"probability\" must be a number from 0 to 1")
      }
      titles.append(Title(title: title, probability: probability))
    }
  }

  private static func share(_ value: JSONValue?) -> Double? {
    value?.double.flatMap { (0...1).contains($0) ? $0 : nil }
  }
}
