import LukeTasks

extension Recipe {
  /// Throws where several trainings of the recipe cannot be compared.
  func checkCanBeSearched(_ file: String) throws {
    if !training.seeds.isEmpty {
      throw TrainingError.usage(
        "\(file): training.seeds: a sweep trains each trial with one seed; leave them out with --set "
          + "training.seeds=[], or try values of training.seed")
    }
    let task = taskOfModel
    if !task.hasValidation {
      throw TrainingError.usage(
        "\(file): a sweep chooses by the scores on validation data, and there are none; give "
          + task.validationKeys.joined(separator: " or "))
    }
  }
}

extension AnyTaskChoice {
  /// Whether there is something to score during training.
  var hasValidation: Bool { Task.hasValidation(settings, data) }

  /// The keys that give something to score.
  var validationKeys: [String] { Task.validationKeys }
}
