/// The formats of text to pretrain on.
public enum CorpusFormat: String, CaseIterable, Sendable {
  /// A MediaWiki XML dump.
  case mediaWiki = "mediawiki"
  /// `{"text": ..., "entities": [{"start", "end", "title"}], "title"?}`, a document a line.
  case jsonLines = "jsonl"
  /// Text without links, a paragraph a line, an empty line between documents.
  case plainText = "text"
}
