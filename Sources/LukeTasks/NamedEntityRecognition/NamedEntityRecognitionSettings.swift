import LukeSettings

/// The settings of named entity recognition as a recipe gives them.
///
/// The defaults are those LUKE's authors used for CoNLL-2003.
public struct NamedEntityRecognitionSettings: Hashable, Sendable {
  /// What the model sees around a sentence.
  public var context = EntityContext.document
  /// The most subwords of a sequence, special tokens included.
  public var maximumLength = 512
  /// The most subwords of an entity; longer spans are no candidates.
  public var maximumMentionLength = 16
  /// The most candidates of a sequence; a sentence with more is passed through several times.
  public var maximumEntityLength = 128
  /// Which entities of an answer may share words.
  public var overlaps = EntityOverlaps.none

  /// Settings with every default.
  public init() {}
}

extension NamedEntityRecognitionSettings: Settings {
  /// What the section is about.
  public static var summary: String { "Named entity recognition over all spans of a sentence." }

  /// The keys.
  public static var fields: [SettingsField<NamedEntityRecognitionSettings>] {
    [
      SettingsField(
        "context", \.context, .choice,
        "Words around a sentence: those of its document on both sides up to max_length, or none."),
      SettingsField(
        "max_length", \.maximumLength, .integer(atLeast: 8, atMost: 1_000_000),
        "The most subwords of one pass, special tokens included."),
      SettingsField(
        "max_mention_length", \.maximumMentionLength, .integer(atLeast: 1, atMost: 1_000_000),
        "The most subwords of one entity; longer ones cannot be found."),
      SettingsField(
        "max_entity_length", \.maximumEntityLength, .integer(atLeast: 1, atMost: 1_000_000),
        "The most candidate spans of one pass; more are split over several passes."),
      SettingsField(
        "overlaps", \.overlaps, .choice,
        "Which entities of an answer may share words: none, one that lies within another, or any; all that "
          + "overlap are learned."),
    ]
  }
}
