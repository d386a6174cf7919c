import LukeSettings

/// The settings of token classification as a recipe gives them.
public struct TokenClassificationSettings: Hashable, Sendable {
  /// The tags in the order of their classes; nil takes those of the training data, "O" first.
  public var labels: [String]?
  /// The score that decides which model is best; nil is F1 where tags mark entities, else accuracy.
  public var metric: TokenMetric?
  /// Words around a sentence.
  public var context = EntityContext.sentence
  /// The most subwords of a sequence, special tokens included.
  public var maximumLength = 512
  /// Class weights, label smoothing and focal loss.
  public var loss = LossSettings()

  /// Settings with every default.
  public init() {}
}

extension TokenClassificationSettings: Settings {
  /// What the section is about.
  public static var summary: String { "A tag for each word of a sentence." }

  /// The keys.
  public static var fields: [SettingsField<TokenClassificationSettings>] {
    [
      SettingsField(
        "labels", \.labels, .optional(.list(of: .nonEmptyText)),
        "The tags in the order of their classes; null takes those of the training data, O first."),
      SettingsField(
        "metric", \.metric, .optional(.choice),
        "The score that decides which model is best; null: f1 where tags mark entities, else accuracy."
      ),
      SettingsField(
        "context", \.context, .choice,
        "Words around a sentence: those of its document on both sides up to max_length, or none."),
      SettingsField(
        "max_length", \.maximumLength, .integer(atLeast: 8, atMost: 1_000_000),
        "The most subwords of one pass, special tokens included; longer sentences are cut between words."
      ),
      SettingsField("loss", \.loss, .section, "What the loss counts beside right and wrong."),
    ]
  }
}
