import LukeJSON
import LukeSettings

/// How text becomes sequences of words and entities, as in the official data-set builder.
public struct SequenceSettings: Hashable, Sendable {
  /// The most subwords of a sequence, special tokens included.
  public var maximumLength = 512
  /// The most entities of a sequence.
  public var maximumEntityCount = 128
  /// The most subwords of a mention that give its entity's position.
  public var maximumMentionLength = 30
  /// The fewest subwords of a sentence; shorter ones are left out.
  public var minimumSentenceLength = 5
  /// Whether links to entities outside of the vocabulary are kept, as `[UNK]`.
  public var keepsUnknownEntities = false
  /// Whether sequences without any entity are kept.
  public var keepsSequencesWithoutEntities = false
  /// Whether only the first paragraph of a document is read.
  public var readsFirstParagraphOnly = false
  /// The language whose rules cut sentences; nil for that of the dump, else English.
  public var language: String?
  /// How sentences are cut.
  public var sentences = SentenceRule.icu

  /// Settings with every default.
  public init() {}
}

/// How paragraphs are cut into sentences.
public enum SentenceRule: String, CaseIterable, Sendable {
  /// By ICU's rules for the language.
  case icu
  /// At line breaks.
  case lines
}

extension SequenceSettings: Settings {
  /// What the section is about.
  public static var summary: String { "How text becomes sequences of words and entities." }

  /// The keys.
  public static var fields: [SettingsField<SequenceSettings>] {
    [
      SettingsField(
        "max_length", \.maximumLength, .integer(atLeast: 8, atMost: 65_535),
        "The most subwords of a sequence, special tokens included."),
      SettingsField(
        "max_entity_length", \.maximumEntityCount, .integer(atLeast: 1, atMost: 65_535),
        "The most entities of a sequence; further ones are left out."),
      SettingsField(
        "max_mention_length", \.maximumMentionLength, .integer(atLeast: 1, atMost: 65_535),
        "The most subwords of a mention that give its entity's position."),
      SettingsField(
        "min_sentence_length", \.minimumSentenceLength, .integer(atLeast: 1, atMost: 65_535),
        "The fewest subwords of a sentence; shorter ones are left out."),
      SettingsField(
        "unknown_entities", \.keepsUnknownEntities, .bool,
        "Whether links to entities outside of the vocabulary are kept, as [UNK]."),
      SettingsField(
        "without_entities", \.keepsSequencesWithoutEntities, .bool,
        "Whether sequences without any entity are kept, as text without links needs it."),
      SettingsField(
        "first_paragraph_only", \.readsFirstParagraphOnly, .bool,
        "Whether only the first paragraph of a document is read, the abstract of an article."),
      SettingsField(
        "language", \.language, .optional(.nonEmptyText),
        "The language whose rules cut sentences, such as en; null takes the dump's, else en."),
      SettingsField(
        "sentences", \.sentences, .choice,
        "Whether sentences are cut by ICU's rules for the language or at line breaks."),
    ]
  }

  /// Notes faults of several keys together.
  public func check(at keyPath: String, origin: JSONOrigin, reader: inout SettingsReader) {
    if minimumSentenceLength > maximumLength - 2 {
      reader.fault(
        "min_sentence_length \(minimumSentenceLength) is more than the \(maximumLength - 2) subwords "
          + "that max_length leaves room for", at: keyPath, origin: origin)
    }
  }
}
