/// What is read of MediaWiki dumps.
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
  /// How wikitext is read; for comparing with the reference alone, so nothing names it.
  package var wikitext = WikitextParser.Options()

  /// Settings with every default.
  public init() {}

  private enum CodingKeys: String, CodingKey {
    case namespaces
    case skipsDisambiguations = "skip_disambiguations"
    case skipsLists = "skip_lists"
  }
}
