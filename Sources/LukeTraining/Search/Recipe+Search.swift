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

extension Recipe {
  /// Keys of pretraining that change what is hidden and scored as well.
  private static let scoredKeys = [
    "data", "task.masking", "task.sequences", "task.tokenizer", "task.entity_vocabulary",
    "task.dumps", "model.tokenizer",
  ]

  /// Throws for a key of pretraining that changes what is scored, so that losses say nothing of each other.
  func checkScoresStayComparable(_ plan: SearchPlan) throws {
    guard task.kind == Pretraining.kind else { return }
    for key in plan.keys.map(\.keyPath)
    where Self.scoredKeys.contains(where: { key == $0 || key.hasPrefix($0 + ".") }) {
      throw TrainingError.usage(
        "\(plan.option) \(key): in pretraining this changes what is scored, too, so that the losses of trials "
          + "cannot be compared; set it for all with --set")
    }
  }
}

extension AnyTaskChoice {
  /// Whether there is something to score during training.
  var hasValidation: Bool { Task.hasValidation(settings, data) }

  /// The keys that give something to score.
  var validationKeys: [String] { Task.validationKeys }
}
