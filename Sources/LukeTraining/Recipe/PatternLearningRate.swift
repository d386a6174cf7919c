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

  /// What is wrong with the rate for a base; nil where it and its ratio to the base are float32 numbers,
  /// which the optimizer computes with.
  func fault(base: Double) -> String? {
    let rate = rate(base: base)
    let ratio = base > 0 ? rate / base : 0
    guard rate.magnitude > 0, !Float(rate).isFinite || !Float(ratio).isFinite else { return nil }
    return "gives a learning rate of \(JSONValue.double(rate).compactText) beside the "
      + "\(JSONValue.double(base).compactText) of training.learning_rate, which is too large for "
      + "float32; lower it"
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
    guard reader.areSound("learning_rate", "factor", in: keyPath) else { return }
    if (learningRate == nil) == (factor == nil) {
      reader.fault("needs either learning_rate or factor", at: keyPath, origin: origin)
    }
  }
}
