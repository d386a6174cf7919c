import LukeJSON
import LukeText

/// The first line of a mention dictionary: what the file is, and how its texts are compared.
package struct MentionDictionaryHeader: Hashable, Sendable {
  package static let formatName = "luke-train mention dictionary"
  package static let newestVersion = 1

  /// The language of the corpus, such as `en`; nil where it is not known.
  package var language: String?
  /// What makes no difference between texts.
  package var normalization = MentionNormalization()
  /// How many texts follow, a line each; nil where nobody says.
  package var textCount: Int?

  package init(
    language: String? = nil, normalization: MentionNormalization = .init(), textCount: Int? = nil
  ) {
    (self.language, self.normalization, self.textCount) = (language, normalization, textCount)
  }

  /// Reads the header.
  /// - Throws: ``MentionDictionaryFault`` for what is none.
  init(_ value: JSONValue) throws(MentionDictionaryFault) {
    guard value["format"]?.string == Self.formatName else { throw .noHeader }
    guard let version = value["version"]?.integer, version >= 1 else {
      throw MentionDictionaryFault("\"version\" must be a whole number, at least 1")
    }
    guard version <= Self.newestVersion else {
      throw MentionDictionaryFault(
        "has version \(version) of the format; this luke-train reads version \(Self.newestVersion)")
    }
    if let language = value["language"], language != .null {
      guard let name = language.string, !name.isEmpty else {
        throw MentionDictionaryFault("\"language\" must be a text, or null")
      }
      self.language = name
    }
    for (key, path) in [
      ("lowercase", \Self.normalization.lowercases),
      ("strip_accents", \Self.normalization.stripsAccents),
    ] {
      guard let flag = value[key]?.bool else {
        throw MentionDictionaryFault("\"\(key)\" must be true or false")
      }
      self[keyPath: path] = flag
    }
    if let count = value["texts"] {
      guard let count = count.integer, count >= 0 else {
        throw MentionDictionaryFault("\"texts\" must be a whole number, at least 0")
      }
      textCount = count
    }
  }

  /// The header as JSON; `more` is for people.
  func json(_ more: [JSONValue.Member]) -> JSONValue {
    .object(
      [
        .init(key: "format", value: .string(Self.formatName)),
        .init(key: "version", value: .integer(Self.newestVersion)),
        .init(key: "language", value: language.map(JSONValue.string) ?? .null),
        .init(key: "lowercase", value: .bool(normalization.lowercases)),
        .init(key: "strip_accents", value: .bool(normalization.stripsAccents)),
        .init(key: "texts", value: textCount.map(JSONValue.integer) ?? .null),
      ] + more)
  }
}

/// What is wrong with a line of a mention dictionary.
package struct MentionDictionaryFault: Error, Hashable, Sendable {
  package let message: String

  package init(_ message: String) { self.message = message }

  static let noHeader = MentionDictionaryFault(
    "is no mention dictionary, which begins with {\"format\": "
      + "\"\(MentionDictionaryHeader.formatName)\", ...}; build-mention-dictionary makes one")
}
