import LukeSettings

/// When to stop for lack of improvement.
public struct EarlyStopping: Hashable, Sendable {
  /// Evaluations without improvement after which training ends.
  public var patience = 3
  /// What counts as an improvement of the score.
  public var minimumImprovement = 0.0

  /// Settings with every default.
  public init() {}
}

extension EarlyStopping: Settings {
  /// What the section is about.
  public static var summary: String { "When to stop for lack of improvement." }

  /// The keys.
  public static var fields: [SettingsField<EarlyStopping>] {
    [
      SettingsField(
        "patience", \.patience, .integer(atLeast: 1),
        "Evaluations without improvement after which training ends."),
      SettingsField(
        "minimum_improvement", \.minimumImprovement, .number(atLeast: 0),
        "What the score must gain to count as better."),
    ]
  }
}
