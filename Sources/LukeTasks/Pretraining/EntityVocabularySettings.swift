import LukeJSON
import LukeSettings

/// How an entity vocabulary comes about.
public struct EntityVocabularySettings: Hashable, Sendable {
  /// A vocabulary that is there already; nil to count the links of the text.
  public var file: String?
  /// The most entities, special ones included.
  public var size = 500_000
  /// The fewest links to an entity.
  public var minimumCount = 1
  /// Whether only titles of the text's own pages count.
  public var keepsPagesOnly = false
  /// A file of titles, one a line, that come first, however rare they are.
  public var whiteList: String?
  /// Whether only the titles of the white list are taken.
  public var takesWhiteListOnly = false

  /// Settings with every default.
  public init() {}
}

extension EntityVocabularySettings: Settings {
  /// What the section is about.
  public static var summary: String {
    "Which entities get embeddings, from the links of the text."
  }

  /// The keys.
  public static var fields: [SettingsField<EntityVocabularySettings>] {
    [
      SettingsField(
        "file", \.file, .optional(.path),
        "A vocabulary that is there already (.json, .jsonl or .tsv); null counts the links of the text."
      ),
      SettingsField(
        "size", \.size, .integer(atLeast: 4, atMost: 100_000_000),
        "The most entities, special ones included; the most frequent are kept."),
      SettingsField(
        "min_count", \.minimumCount, .integer(atLeast: 1, atMost: 1_000_000_000),
        "The fewest links to an entity."),
      SettingsField(
        "pages_only", \.keepsPagesOnly, .bool,
        "Whether an entity needs a page of its own in the text, as in the official code."),
      SettingsField(
        "white_list", \.whiteList, .optional(.path),
        "A file of titles, one a line, that come first as long as anything links to them."),
      SettingsField(
        "white_list_only", \.takesWhiteListOnly, .bool,
        "Whether only the titles of the white list are taken."),
    ]
  }

  /// Notes faults of several keys together.
  public func check(at keyPath: String, origin: JSONOrigin, reader: inout SettingsReader) {
    if takesWhiteListOnly, whiteList == nil, reader.areSound("white_list", in: keyPath) {
      reader.fault("white_list_only needs a white_list", at: keyPath, origin: origin)
    }
  }
}
