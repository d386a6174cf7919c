/// How files are read into a corpus.
///
/// Recipes say the same by `data.format`, `task.sequences.language` and `task.dumps`, and the manifest of a
/// corpus keeps it.
public struct CorpusSettings: Hashable, Sendable {
  /// The format of all files; nil finds it out of each.
  public var format: CorpusFormat?
  /// The language of the text, such as `en`; nil for what a dump says.
  public var language: String?
  /// What is read of dumps.
  public var dumps = DumpSettings()

  /// Articles of any format.
  public init() {}
}

/// The keys of dumps stand among the others, as they always did.
extension CorpusSettings: Codable {
  private enum CodingKeys: String, CodingKey { case format, language }

  /// Reads what a manifest keeps.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    format = try container.decodeIfPresent(String.self, forKey: .format).map { name in
      if let format = CorpusFormat(rawValue: name) { return format }
      let names = CorpusFormat.allCases.map(\.rawValue).joined(separator: ", ")
      throw DecodingError.dataCorruptedError(
        forKey: .format, in: container,
        debugDescription: "must be one of \(names), but is \"\(name)\"")
    }
    language = try container.decodeIfPresent(String.self, forKey: .language)
    dumps = try DumpSettings(from: decoder)
  }

  /// Writes what a manifest keeps.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(format?.rawValue, forKey: .format)
    try container.encodeIfPresent(language, forKey: .language)
    try dumps.encode(to: encoder)
  }
}
