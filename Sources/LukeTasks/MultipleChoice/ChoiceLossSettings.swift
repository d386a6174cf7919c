public import LukeAutodiff
import LukeSettings

/// What the loss over choices counts beside right and wrong; choices are no classes, which might have
/// weights.
public struct ChoiceLossSettings: Hashable, Sendable {
  /// The share of an answer that all choices get alike.
  public var labelSmoothing = 0.0
  /// How much less counts what is predicted well already: focal loss.
  public var focalGamma = 0.0

  /// The plain loss.
  public init() {}

  /// The options of the loss.
  public var options: CrossEntropyOptions {
    CrossEntropyOptions(labelSmoothing: Float(labelSmoothing), focalGamma: Float(focalGamma))
  }
}

extension ChoiceLossSettings: Settings {
  /// What the section is about.
  public static var summary: String { "What the loss over choices counts beside right and wrong." }

  /// The keys.
  public static var fields: [SettingsField<ChoiceLossSettings>] {
    [
      SettingsField(
        "label_smoothing", \.labelSmoothing, .fractionBelowOne,
        "The share of each answer that all choices get alike."),
      SettingsField(
        "focal_gamma", \.focalGamma, .number(atLeast: 0),
        "The exponent of the focal loss: how much less counts what is predicted well already; 0 is none."
      ),
    ]
  }
}
