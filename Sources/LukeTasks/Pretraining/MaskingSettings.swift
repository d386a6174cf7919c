import LukeJSON
import LukeSettings

/// Which words and entities pretraining hides and with what (Yamada and others, 2020, section 3.2).
///
/// The defaults are those of LUKE's authors.
public struct MaskingSettings: Hashable, Sendable {
  /// The share of words that are to be predicted.
  public var wordProbability = 0.15
  /// Of these, the share that another word of the vocabulary stands for.
  public var randomWordProbability = 0.1
  /// Of these, the share that is left as it is.
  public var unchangedWordProbability = 0.1
  /// Whether all subwords of a word are hidden together.
  public var hidesWholeWords = true
  /// The share of entities that are to be predicted.
  public var entityProbability = 0.15
  /// Of these, the share that another entity of the vocabulary stands for.
  public var randomEntityProbability = 0.0
  /// Of these, the share that is left as it is.
  public var unchangedEntityProbability = 0.0
  /// Whether the words of a hidden entity's mention are hidden before all others.
  public var hidesWordsOfEntities = false

  /// Settings with every default.
  public init() {}
}

extension MaskingSettings: Settings {
  /// What the section is about.
  public static var summary: String { "Which words and entities are hidden and with what." }

  /// The keys.
  public static var fields: [SettingsField<MaskingSettings>] {
    [
      SettingsField(
        "word_probability", \.wordProbability, .fraction,
        "The share of words that are to be predicted; 0 predicts none."),
      SettingsField(
        "random_word_probability", \.randomWordProbability, .fraction,
        "The share of the hidden words that another word stands for."),
      SettingsField(
        "unchanged_word_probability", \.unchangedWordProbability, .fraction,
        "The share of the hidden words that stay as they are."),
      SettingsField(
        "whole_words", \.hidesWholeWords, .bool,
        "Whether all subwords of a word are hidden together."),
      SettingsField(
        "entity_probability", \.entityProbability, .fraction,
        "The share of entities that are to be predicted; 0 predicts none."),
      SettingsField(
        "random_entity_probability", \.randomEntityProbability, .fraction,
        "The share of the hidden entities that another entity stands for."),
      SettingsField(
        "unchanged_entity_probability", \.unchangedEntityProbability, .fraction,
        "The share of the hidden entities that stay as they are."),
      SettingsField(
        "words_of_entities", \.hidesWordsOfEntities, .bool,
        "Whether the words of a hidden entity's mention are hidden before all others."),
    ]
  }

  /// Notes faults of several keys together.
  public func check(at keyPath: String, origin: JSONOrigin, reader: inout SettingsReader) {
    for (kind, sum) in [
      ("word", randomWordProbability + unchangedWordProbability),
      ("entity", randomEntityProbability + unchangedEntityProbability),
    ]
    where sum > 1
      && reader.areSound(
        "random_\(kind)_probability", "unchanged_\(kind)_probability", in: keyPath)
    {
      reader.fault(
        "random_\(kind)_probability and unchanged_\(kind)_probability are more than 1 together",
        at: keyPath, origin: origin)
    }
    if wordProbability == 0, entityProbability == 0,
      reader.areSound("word_probability", "entity_probability", in: keyPath)
    {
      reader.fault(
        "word_probability and entity_probability are both 0, which leaves nothing to learn",
        at: keyPath, origin: origin)
    }
  }
}
