/// What is read of MediaWiki dumps, and how titles of linked text are read.
///
/// Recipes name it, and the manifest of a corpus keeps it: each of the keys under the same name.
public struct DumpSettings: Hashable, Sendable, Codable {
  /// The numbers of the namespaces whose pages are read; 0 is that of articles.
  public var namespaces = [0]
  /// Whether pages are left out that only say which articles a word may mean.
  ///
  /// The reference keeps them, and so do LUKE's pretraining data.
  public var skipsDisambiguations = false
  /// Whether pages are left out that are lists by their title.
  public var skipsLists = false
  /// Whether titles in linked JSON are brought into the form of those of dumps: spaces for underscores, the first
  /// character in upper case.
  public var normalizesTitles = false
  /// How wikitext is read; for comparing with the reference alone, so nothing names it.
  package var wikitext = WikitextParser.Options()

  /// Settings with every default.
  public init() {}

  private enum CodingKeys: String, CodingKey {
    case namespaces
    case skipsDisambiguations = "skip_disambiguations"
    case skipsLists = "skip_lists"
    case normalizesTitles = "normalize_titles"
  }

  /// Reads the keys; corpora of before have no `normalize_titles`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    namespaces = try values.decode([Int].self, forKey: .namespaces)
    skipsDisambiguations = try values.decode(Bool.self, forKey: .skipsDisambiguations)
    skipsLists = try values.decode(Bool.self, forKey: .skipsLists)
    normalizesTitles = try values.decodeIfPresent(Bool.self, forKey: .normalizesTitles) ?? false
  }

  /// Writes the keys; `normalize_titles` where it is so.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(namespaces, forKey: .namespaces)
    try values.encode(skipsDisambiguations, forKey: .skipsDisambiguations)
    try values.encode(skipsLists, forKey: .skipsLists)
    if normalizesTitles { try values.encode(true, forKey: .normalizesTitles) }
  }
}
