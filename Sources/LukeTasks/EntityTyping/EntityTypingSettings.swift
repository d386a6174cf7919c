public import LukeModel
import LukeSettings

/// The settings of entity typing as a recipe gives them.
///
/// The defaults are those LUKE's authors used for Open Entity.
public struct EntityTypingSettings: Hashable, Sendable {
  /// Whether a mention may have any number of types or has one.
  public var problemType = ProblemType.multiLabelClassification
  /// The types in their order; nil takes those of the training data, sorted.
  public var labels: [String]?
  /// The score that decides which model is best.
  public var metric = TypingMetric.f1
  /// The probability above which a type holds, where there may be several.
  public var threshold = 0.5
  /// The most subwords of a sequence, special tokens and markers included.
  public var maximumLength = 512
  /// The most subwords of a mention, markers included, that its entity's position is the mean of.
  public var maximumMentionLength = 30
  /// Whether `-LRB-` and the like are read as the brackets they stand for.
  public var restoresBrackets = true
  /// Class weights, label smoothing and focal loss.
  public var loss = LossSettings()

  /// Settings with every default.
  public init() {}
}

extension EntityTypingSettings: Settings {
  /// What the section is about.
  public static var summary: String { "The types of a mention of an entity in a text." }

  private static let problemTypes: [ProblemType] = [
    .singleLabelClassification, .multiLabelClassification,
  ]

  /// The keys.
  public static var fields: [SettingsField<EntityTypingSettings>] {
    [
      SettingsField(
        "problem_type", \.problemType, .choice(of: problemTypes),
        "Whether a mention has one type or any number of them, none among them."),
      .labels(\.labels),
      SettingsField(
        "metric", \.metric, .choice, "The score that decides which model is best."),
      SettingsField(
        "threshold", \.threshold, .fraction,
        "The probability above which a type holds, where there may be several."),
      SettingsField(
        "max_length", \.maximumLength, .integer(atLeast: 8, atMost: 1_000_000),
        "The most subwords of one example, special tokens and markers included; longer texts are cut "
          + "around the mention."),
      SettingsField(
        "max_mention_length", \.maximumMentionLength, .integer(atLeast: 1, atMost: 1_000_000),
        "The most subwords of one mention, markers included, that give it its position."),
      SettingsField(
        "restore_brackets", \.restoresBrackets, .bool,
        "Whether -LRB- and the like are read as the brackets they stand for, all of them round, as LUKE's "
          + "authors do; answers keep the text as it is."),
      SettingsField("loss", \.loss, .section, "What the loss counts beside right and wrong."),
    ]
  }
}
