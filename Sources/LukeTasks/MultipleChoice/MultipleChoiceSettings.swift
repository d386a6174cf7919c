import LukeSettings

/// The settings of multiple choice as a recipe gives them.
public struct MultipleChoiceSettings: Hashable, Sendable {
  /// The most subwords of a question with one of its choices, special tokens included.
  public var maximumLength = 512
  /// Label smoothing and focal loss.
  public var loss = ChoiceLossSettings()

  /// Settings with every default.
  public init() {}
}

extension MultipleChoiceSettings: Settings {
  /// What the section is about.
  public static var summary: String { "Which of several choices answers a question." }

  /// The keys.
  public static var fields: [SettingsField<MultipleChoiceSettings>] {
    [
      SettingsField(
        "max_length", \.maximumLength, .integer(atLeast: 8, atMost: 1_000_000),
        "The most subwords of a question with one of its choices, special tokens included."),
      SettingsField("loss", \.loss, .section, "What the loss counts beside right and wrong."),
    ]
  }
}
