import LukeData
import LukeModel

/// A task that marks spans of a text and looks at entities over them.
protocol MarkedTextTask: FineTuningTask where Feature: MarkedTextFeature {
  /// The settings in words alone, which say nothing of entities.
  static func settingsWithoutEntities(_ settings: Settings) -> Settings
  /// What the classes of a text should be.
  func classTargets(_ features: [Feature]) -> ClassificationTargets
}

/// A marked text as the model reads it.
protocol MarkedTextFeature {
  /// The words with markers, and the entities.
  var example: LukeExample { get }
}

extension LukeExample {
  /// The words alone.
  var withoutEntities: LukeExample {
    var words = self
    (words.entityIDs, words.entityTypeIDs, words.entityPositions) = ([], nil, [])
    return words
  }
}
