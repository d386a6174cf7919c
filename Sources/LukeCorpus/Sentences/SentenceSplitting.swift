/// How paragraphs are cut into sentences.
public enum SentenceSplitting: Hashable, Sendable {
  /// By the rules of Unicode for a language (a locale's name such as `en`), as ICU has them; for
  /// English, German, Spanish, Italian and Portuguese it knows abbreviations that end no sentence.
  ///
  /// The authors of LUKE cut English with OpenNLP, a Java library, which is not supported here, and
  /// other languages with ICU.
  case rules(language: String)
  /// A sentence a line, for texts that are laid out so.
  case lines

  /// The name in settings: the language, or `lines`.
  package var name: String {
    switch self {
    case .rules(let language): language
    case .lines: "lines"
    }
  }

  /// The way to split with a name; nil for `opennlp` and for nothing.
  package init?(name: String) {
    switch name {
    case "", "opennlp": return nil
    case "lines": self = .lines
    default: self = .rules(language: name)
    }
  }
}

extension SentenceSplitting: Codable {
  /// Reads a name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let splitting = Self(name: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "expected the name of a way to split sentences")
    }
    self = splitting
  }

  /// Writes the name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
