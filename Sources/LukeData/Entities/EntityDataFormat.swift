/// A file format for sentences with entities.
public enum EntityDataFormat: String, Hashable, Sendable, Codable, CaseIterable {
  /// One word a line with its tag in a column, blank lines between sentences.
  case conll
  /// One JSON object a line: words and tags, or text and entities.
  case jsonLines = "jsonl"
  /// One sentence a line, without entities.
  case text
}
