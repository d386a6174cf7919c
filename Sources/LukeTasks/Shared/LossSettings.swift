public import LukeAutodiff
public import LukeSettings

/// What a loss over classes counts beside right and wrong.
public struct LossSettings: Hashable, Sendable {
  /// What each class weighs.
  public var classWeights = ClassWeights.equal
  /// The share of a label that all classes get alike.
  public var labelSmoothing = 0.0
  /// How much less counts what is predicted well already: focal loss.
  public var focalGamma = 0.0

  /// The plain loss.
  public init() {}

  /// The options of a loss over classes.
  public func options(_ labels: LabelSet) -> CrossEntropyOptions {
    CrossEntropyOptions(
      classWeights: classWeights.values(labels), labelSmoothing: Float(labelSmoothing),
      focalGamma: Float(focalGamma))
  }

  /// Whether these change nothing.
  public var isPlain: Bool { self == LossSettings() }
}

extension LossSettings: Settings {
  /// What the section is about.
  public static var summary: String { "What the loss over classes counts beside right and wrong." }

  /// The keys.
  public static var fields: [SettingsField<LossSettings>] {
    [
      SettingsField(
        "class_weights", \.classWeights, .classWeights,
        "What each class weighs: null for all alike, \"balanced\" by how rare it is in the training data, "
          + "or an object of names and weights, where those that are not named weigh 1."),
      SettingsField(
        "label_smoothing", \.labelSmoothing, .fractionBelowOne,
        "The share of each label that all classes get alike."),
      SettingsField(
        "focal_gamma", \.focalGamma, .number(atLeast: 0),
        "The exponent of the focal loss: how much less counts what is predicted well already; 0 is none."
      ),
    ]
  }
}
