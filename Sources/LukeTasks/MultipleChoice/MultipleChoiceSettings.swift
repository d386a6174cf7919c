import LukeSettings

/// The settings of multiple choice as a recipe gives them.
public struct MultipleChoiceSettings: Hashable, Sendable {
  /// The most subwords of a question with one of its choices, special tokens included.
  public var maximumLength = 512
  /// Whether any number of choices may be right, and each is judged by itself; nil finds it out.
  public var hasSeveralAnswers: Bool?
  /// Mentions that are fed as entities; nil for none.
  public var entities: MentionSettings?
  /// Label smoothing and focal loss.
  public var loss = ChoiceLossSettings()

  /// Settings with every default.
  public init() {}
}

extension MultipleChoiceSettings: Settings {
  /// What the section is about.
  public static var summary: String { "Which of several choices answer a question." }

  /// The keys.
  public static var fields: [SettingsField<MultipleChoiceSettings>] {
    [
      SettingsField(
        "max_length", \.maximumLength, .integer(atLeast: 8, atMost: 1_000_000),
        "The most subwords of a question with one of its choices, special tokens included."),
      SettingsField(
        "several_answers", \.hasSeveralAnswers, .optional(.bool),
        "Whether any number of choices may be right, so that each is judged by itself, as in MultiRC; null: where "
          + "the answers of training data are lists."),
      .entities(\.entities),
      SettingsField("loss", \.loss, .section, "What the loss counts beside right and wrong."),
    ]
  }
}
