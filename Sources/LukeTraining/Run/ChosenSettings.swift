import LukeJSON
import LukeTasks

/// What fine-tuning chooses where its recipe is silent: by what the model begins with, and by the size of
/// the data.
package struct ChosenSettings {
  /// The settings with all that is chosen.
  package private(set) var settings: TrainingSettings
  /// What was chosen, and why.
  package private(set) var chosen: [ChosenSetting] = []

  /// Fewer leave much unlearned (see Tests/README.md): 300 on 600 sentences give an F1 of 41.0, 500 and 783 of 44.
  private static let fewestSteps = 500
  /// The most epochs that are chosen.
  private static let mostEpochs = 20

  /// - Parameters:
  ///   - training: what the recipe says.
  ///   - start: what the weights have learned before.
  ///   - width: the hidden size of the model.
  ///   - stepsPerEpoch: the steps of one pass over the training data.
  package init(_ training: TrainingSettings, start: ModelStart, width: Int, stepsPerEpoch: Int) {
    settings = training
    if training.learningRate == nil {
      let rate = start.learningRate(width: width)
      settings.learningRate = rate
      chosen.append(
        ChosenSetting(
          keyPath: "training.learning_rate", value: .double(rate),
          reason: "for \(start.name) \(width) wide"))
    }
    if training.epochs == nil, training.steps == nil {
      let steps = max(1, stepsPerEpoch)
      let count = (Self.fewestSteps + steps - 1) / steps
      let epochs = min(Self.mostEpochs, max(TrainingSettings.defaultEpochs, count))
      settings.epochs = epochs
      chosen.append(
        ChosenSetting(
          keyPath: "training.epochs", value: .integer(epochs),
          reason: "of \(counted(stepsPerEpoch, "step")) each"))
    }
  }
}
