import LukeSettings

/// The settings of relation classification as a recipe gives them.
///
/// The defaults are those LUKE's authors used for TACRED.
public struct RelationClassificationSettings: Hashable, Sendable {
  /// The label that says there is no relation, which scores leave out.
  public var negativeLabel = "no_relation"
  /// The score that decides which model is best.
  public var metric = RelationMetric.microF1
  /// The most subwords of a sequence, special tokens and markers included.
  public var maximumLength = 512
  /// The most subwords of a span, markers included, that its entity's position is the mean of.
  public var maximumMentionLength = 30

  /// Settings with every default.
  public init() {}
}

extension RelationClassificationSettings: Settings {
  /// What the section is about.
  public static var summary: String { "The relation between two marked entities of a text." }

  /// The keys.
  public static var fields: [SettingsField<RelationClassificationSettings>] {
    [
      SettingsField(
        "negative_label", \.negativeLabel, .nonEmptyText,
        "The label that means no relation; it does not count in micro-F1."),
      SettingsField(
        "metric", \.metric, .choice,
        "The score that decides which model is best."),
      SettingsField(
        "max_length", \.maximumLength, .integer(atLeast: 8, atMost: 1_000_000),
        "The most subwords of one example, special tokens and markers included."),
      SettingsField(
        "max_mention_length", \.maximumMentionLength, .integer(atLeast: 1, atMost: 1_000_000),
        "The most subwords of one entity, markers included, that give it its position."),
    ]
  }
}
