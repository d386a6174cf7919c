/// How files hold entity vocabularies.
public enum EntityVocabularyLayout: String, Sendable, CaseIterable {
  /// A title, a tab and a count on each line; the line is the id.
  ///
  /// LUKE's first layout. Holds one title for each id and no languages.
  case tabSeparated = "tsv"
  /// An object on each line: id, pairs of title and language, count.
  ///
  /// What LUKE's programs read and write. Holds everything.
  case jsonLines = "jsonl"
  /// One object title → id, titles of a language as `lang:title`: transformers' `entity_vocab.json`.
  ///
  /// Holds no counts.
  case transformers = "json"

  /// The layout of a file, by the end of its name; any other end means transformers'.
  public init(fileName: String) {
    self =
      [.tabSeparated, .jsonLines].first { fileName.hasSuffix("." + $0.rawValue) } ?? .transformers
  }
}
