import LukeJSON
import LukeSettings

/// The learning rate of the parameters whose names match a pattern.
public struct PatternLearningRate: Hashable, Sendable {
  /// A pattern over Hugging Face parameter names: `*` stands for any text, `?` for one character.
  public var pattern = ""
  /// The highest learning rate; nil when `factor` is given.
  public var learningRate: Double?
  /// The factor on `training.learning_rate`; nil when `learningRate` is given.
  public var factor: Double?

  /// Settings with every default.
  public init() {}

  /// The highest learning rate, given that of all others.
  public func rate(base: Double) -> Double {
    learningRate ?? base * (factor ?? 1)
  }
}

extension PatternLearningRate: Settings {
  /// What the section is about.
  public static var summary: String {
    "The learning rate of the parameters whose names match a pattern."
  }

  /// The keys.
  public static var fields: [SettingsField<PatternLearningRate>] {
    [
      SettingsField(
        "pattern", \.pattern, .nonEmptyText, required: true,
        "A pattern over Hugging Face parameter names: * stands for any text, ? for one character."),
      SettingsField(
        "learning_rate", \.learningRate, .optional(.number(atLeast: 0)),
        "The highest learning rate of these parameters."),
      SettingsField(
        "factor", \.factor, .optional(.number(atLeast: 0)),
        "The factor on training.learning_rate for these parameters."),
    ]
  }

  /// Notes faults of several keys together.
  public func check(at keyPath: String, origin: JSONOrigin, reader: inout SettingsReader) {
    if (learningRate == nil) == (factor == nil) {
      reader.fault("needs either learning_rate or factor", at: keyPath, origin: origin)
    }
  }
}
