import LukeText

/// How a mention dictionary is made of a corpus.
///
/// The defaults are those of LUKE's own program, but for accents, which it strips.
public struct MentionDictionarySettings: Hashable, Sendable {
  /// The fewest links from a text to a title; rarer ones are left out.
  public var minimumCount = 1
  /// The smallest share of a text's occurrences that are links.
  public var minimumLinkProbability = 0.01
  /// The most words of a text; longer ones are left out.
  public var maximumWordCount = 20
  /// The most titles of a text, the most probable ones.
  public var maximumTitleCount = 100
  /// Whether texts that differ in case alone are one.
  public var lowercases = true
  /// Whether texts that differ in accents alone are one.
  public var stripsAccents = false

  /// Settings with every default.
  public init() {}

  package var normalization: MentionNormalization {
    MentionNormalization(lowercases: lowercases, stripsAccents: stripsAccents)
  }
}
