import LukeSettings

/// Which entities of a text a task feeds beside its words: the section `task.entities`.
///
/// The defaults are those of LUKE's code for SQuAD.
public struct MentionSettings: Hashable, Sendable {
  /// The mention dictionary.
  public var dictionary = ""
  /// The CRC-32 of the dictionary that a run was begun with, as eight hexadecimal digits; a run notes it.
  public var checksum: String?
  /// The smallest share of a text's occurrences that are links.
  public var minimumLinkProbability = 0.01
  /// The smallest share of a text's links that lead to the title.
  public var minimumProbability = 0.0
  /// Which of the titles of a text it is linked to.
  public var candidate = MentionCandidate.mostProbable
  /// The language of the titles, for an entity vocabulary of several; nil is that of the dictionary.
  public var language: String?
  /// The most entities of an example; those further back are left out.
  public var maximumEntityCount = 128
  /// The most subwords that the place of an entity is made of; what is more is cut off.
  public var maximumMentionLength = 30

  /// Settings with every default; the dictionary must be named.
  public init() {}
}

/// Which of the titles of a text it is linked to.
public enum MentionCandidate: String, Hashable, Sendable, CaseIterable {
  /// The one that most of its links lead to; where the model does not know that one, none.
  case mostProbable = "most_probable"
  /// Of those that the model knows the one that most of its links lead to.
  case mostProbableKnown = "most_probable_known"
}

extension MentionSettings: Settings {
  /// What the section is about.
  public static var summary: String {
    "Which mentions of entities are found in the text and fed as entities."
  }

  /// The keys.
  public static var fields: [SettingsField<MentionSettings>] {
    [
      SettingsField(
        "dictionary", \.dictionary, .path, required: true,
        "A mention dictionary, as build-mention-dictionary makes it."),
      SettingsField(
        "crc32", \.checksum, .optional(.nonEmptyText),
        "The CRC-32 of the dictionary, which a run notes here; another one is refused in training, and told "
          + "where a model answers."),
      SettingsField(
        "min_link_probability", \.minimumLinkProbability, .fraction,
        "The smallest share of a text's occurrences in the corpus that are links."),
      SettingsField(
        "min_probability", \.minimumProbability, .fraction,
        "The smallest share of a text's links that lead to the title; 1 takes texts with one title alone."
      ),
      SettingsField(
        "candidate", \.candidate, .choice,
        "Which title a text is linked to: the one with most links, or that among those in the model's entity "
          + "vocabulary."),
      SettingsField(
        "language", \.language, .optional(.nonEmptyText),
        "The language of the titles, for a model with entities of several; null is that of the dictionary."
      ),
      SettingsField(
        "max_entities", \.maximumEntityCount, .integer(atLeast: 1, atMost: 100_000),
        "The most entities of one pass; the first are kept."),
      SettingsField(
        "max_mention_length", \.maximumMentionLength, .integer(atLeast: 1, atMost: 100_000),
        "The most subwords whose positions an entity has; those behind are cut off."),
    ]
  }
}

extension SettingsField {
  /// The key that tasks over texts have alike.
  static func entities(_ path: WritableKeyPath<Owner, MentionSettings?>) -> Self {
    SettingsField(
      "entities", path, .optional(.section),
      "Entities that are fed beside the words: mentions that a mention dictionary links; null feeds none."
    )
  }
}
