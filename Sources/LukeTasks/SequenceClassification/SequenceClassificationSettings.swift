public import LukeModel
import LukeSettings

/// The settings of sequence classification as a recipe gives them.
public struct SequenceClassificationSettings: Hashable, Sendable {
  /// Whether each text has one class, any number of them, or a score; nil finds it out from the labels.
  public var problemType: ProblemType?
  /// The classes in their order; nil takes those of the training data, sorted.
  public var labels: [String]?
  /// The score that decides which model is best; nil is accuracy for classes, F1 for several labels, and
  /// the mean of both correlations for scores.
  public var metric: SequenceMetric?
  /// Of two classes the one that F1 is of; nil takes the second.
  public var positiveLabel: String?
  /// The probability from which on a label holds, where there may be several.
  public var threshold = 0.5
  /// The most subwords of a sequence, special tokens included.
  public var maximumLength = 512
  /// Whether each example is two texts; nil finds it out from the training data.
  public var hasPairs: Bool?
  /// Mentions that are fed as entities; nil for none.
  public var entities: MentionSettings?
  /// Class weights, label smoothing and focal loss.
  public var loss = LossSettings()

  /// Settings with every default.
  public init() {}
}

extension SequenceClassificationSettings: Settings {
  /// What the section is about.
  public static var summary: String { "The class, the classes or the score of a text or of two." }

  /// The keys.
  public static var fields: [SettingsField<SequenceClassificationSettings>] {
    [
      SettingsField(
        "problem_type", \.problemType, .optional(.choice),
        "Whether a text has one class, any number of them, or a score; null finds it out."),
      .labels(\.labels),
      SettingsField(
        "metric", \.metric, .optional(.choice),
        "The score that decides which model is best; null: accuracy for classes, f1 for several labels, "
          + "pearson_spearman for scores."),
      SettingsField(
        "positive_label", \.positiveLabel, .optional(.nonEmptyText),
        "Of two classes the one that f1 is of; null takes the second."),
      SettingsField(
        "threshold", \.threshold, .fraction,
        "The probability from which on a label holds, where there may be several."),
      SettingsField(
        "max_length", \.maximumLength, .integer(atLeast: 8, atMost: 1_000_000),
        "The most subwords of an example, special tokens included."),
      SettingsField(
        "pairs", \.hasPairs, .optional(.bool),
        "Whether each example is two texts: others are refused then, and with false pairs are; null: as all "
          + "training data are, which the model keeps."
      ).changeableInRun(),
      .entities(\.entities),
      SettingsField("loss", \.loss, .section, "What the loss counts beside right and wrong."),
    ]
  }
}
