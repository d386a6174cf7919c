import LukeJSON
public import LukeLayers
import LukeModel
import LukeSettings

/// A stretch of pretraining: what is trained in it, and what differs from the recipe's `training`.
public struct PretrainingStage: Hashable, Sendable {
  /// What is trained.
  public var trained = TrainedPart.all
  /// Passes over the data; nil when `steps` is given.
  public var epochs: Int?
  /// Optimizer steps; nil when `epochs` is given.
  public var steps: Int?
  /// The highest learning rate; nil for that of `training`.
  public var learningRate: Double?
  /// The steps that warm up; nil for what `training` says.
  public var warmupSteps: Int?

  /// A stage with every default.
  public init() {}
}

/// Which parameters of a model a stage of pretraining changes.
public enum TrainedPart: String, CaseIterable, Sendable {
  /// All of them.
  case all
  /// The entities' embeddings and the entity head; the encoder stays as it is, to the bit.
  case entities

  /// Whether a parameter changes.
  public func contains(_ parameter: Parameter) -> Bool {
    switch self {
    case .all: true
    case .entities: parameter.part == .entities || parameter.part == .entityHead
    }
  }
}

extension PretrainingStage: Settings {
  /// What the section is about.
  public static var summary: String { "A stage with an optimizer and a schedule of its own." }

  /// The keys.
  public static var fields: [SettingsField<PretrainingStage>] {
    [
      SettingsField(
        "trained", \.trained, .choice,
        "All parameters, or those of entities alone: their embeddings and their head."),
      SettingsField(
        "epochs", \.epochs, .optional(.integer(atLeast: 1, atMost: 1_000_000_000)),
        "Passes over the data; without epochs and steps it is what training says."),
      SettingsField(
        "steps", \.steps, .optional(.integer(atLeast: 1, atMost: 1_000_000_000)),
        "Optimizer steps, instead of epochs."),
      SettingsField(
        "learning_rate", \.learningRate, .optional(.number(above: 0)),
        "The highest learning rate; null takes training.learning_rate."),
      SettingsField(
        "warmup_steps", \.warmupSteps, .optional(.integer(atLeast: 0, atMost: 1_000_000_000)),
        "The steps that warm up; null takes what training says."),
    ]
  }

  /// Notes faults of several keys together.
  public func check(at keyPath: String, origin: JSONOrigin, reader: inout SettingsReader) {
    if epochs != nil, steps != nil {
      reader.fault("give epochs or steps, not both", at: keyPath, origin: origin)
    }
  }
}
