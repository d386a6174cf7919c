import LukeSettings

/// The settings of named entity recognition as a recipe gives them.
///
/// The defaults are those LUKE's authors used for CoNLL-2003.
public struct NamedEntityRecognitionSettings: Hashable, Sendable {
  /// What is classified; nil lets a run choose it by what the model begins with.
  public var head: EntityHead?
  /// What the model sees around a sentence; nil lets a run choose it by the training files.
  public var context: EntityContext?
  /// The most subwords of a sequence, special tokens included.
  public var maximumLength = 512
  /// The most subwords of an entity; longer spans are no candidates.
  ///
  /// Nil lets a run choose it by the training files.
  public var maximumMentionLength: Int?
  /// The most candidates of a sequence; a sentence with more is passed through several times.
  public var maximumEntityLength = 128
  /// Which entities of an answer may share words.
  public var overlaps = EntityOverlaps.none
  /// How sure the model has to be of an entity that is answered, from 0 to 1.
  public var minimumScore = 0.0

  /// Settings with every default.
  public init() {}

  /// The context where nothing is chosen: that of LUKE's authors.
  var contextRead: EntityContext { context ?? .document }
  /// The most subwords of an entity where nothing is chosen: that of LUKE's authors.
  var mentionLimit: Int { maximumMentionLength ?? 16 }
}

extension NamedEntityRecognitionSettings: Settings {
  /// What the section is about.
  public static var summary: String { "Named entity recognition over all spans of a sentence." }

  /// The keys.
  public static var fields: [SettingsField<NamedEntityRecognitionSettings>] {
    [
      SettingsField(
        "head", \.head, .optional(.choice),
        "What is classified: a [MASK] entity over each span, as LUKE does; each span by its words alone, or the "
          + "tag of each word, with an encoder that reads no entities; null takes entities for a LUKE and random "
          + "weights, words for an encoder without entities, tags where model.use_entities is false."
      ),
      SettingsField(
        "context", \.context, .optional(.choice),
        "Words around a sentence: those of its document on both sides up to max_length, or none; null takes the "
          + "document where the training files have documents."),
      SettingsField(
        "max_length", \.maximumLength, .integer(atLeast: 8, atMost: 1_000_000),
        "The most subwords of one pass, special tokens included."),
      SettingsField(
        "max_mention_length", \.maximumMentionLength,
        .optional(.integer(atLeast: 1, atMost: 1_000_000)),
        "The most subwords of one entity; longer ones cannot be found; null takes what the entities of the "
          + "training files need."),
      SettingsField(
        "max_entity_length", \.maximumEntityLength, .integer(atLeast: 1, atMost: 1_000_000),
        "The most candidate spans of one pass; more are split over several passes."),
      SettingsField(
        "overlaps", \.overlaps, .choice,
        "Which entities of an answer may share words: none, one that lies within another, or any; all that "
          + "overlap are learned."),
      SettingsField(
        "min_score", \.minimumScore, .fraction,
        "How sure the model has to be of an entity that is answered; evaluate --report says in thresholds.tsv what "
          + "each value does to precision and recall."),
    ]
  }
}
