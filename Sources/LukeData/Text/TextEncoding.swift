/// How a text file's bytes stand for characters.
public enum TextEncoding: String, Hashable, Sendable, Codable, CaseIterable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "utf-8"
  /// ISO 8859-1, the encoding of CoNLL-2002 and of CoNLL-2003's German files.
  case latin1 = "latin-1"
  /// Latin-1 with quotes, dashes and the euro sign where that has control characters.
  case windows1252 = "windows-1252"
  /// UTF-16, whose byte order mark tells the order of its bytes.
  case utf16 = "utf-16"
  /// UTF-32, whose byte order mark tells the order of its bytes.
  case utf32 = "utf-32"

  /// The name as sentences have it.
  package var title: String {
    switch self {
    case .utf8: "UTF-8"
    case .latin1: "Latin-1"
    case .windows1252: "Windows-1252"
    case .utf16: "UTF-16"
    case .utf32: "UTF-32"
    }
  }
}
