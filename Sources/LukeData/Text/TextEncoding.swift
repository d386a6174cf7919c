/// How a text file's bytes stand for characters.
public enum TextEncoding: String, Hashable, Sendable, Codable, CaseIterable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "utf-8"
  /// ISO 8859-1, the encoding of CoNLL-2002 and of CoNLL-2003's German files.
  case latin1 = "latin-1"
}
