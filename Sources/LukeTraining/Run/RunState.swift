import Foundation

/// Where a run stands, beside weights and moments; stored in a checkpoint as JSON.
struct RunState: Codable, Hashable {
  /// Optimizer steps done.
  var step = 0
  /// The best deciding score so far, and the step it was reached at.
  var bestScore: Double?
  var bestStep: Int?
  /// Evaluations since the best score.
  var evaluationsWithoutImprovement = 0
  /// Whether early stopping ended the run.
  var isStopped = false
  /// Losses added up since the last line of the run log, and how many.
  var lossSum = 0.0
  var lossCount = 0
  /// Steps that each parameter's optimizer state has taken, by name, where they are not `step`.
  var optimizerSteps: [String: Int] = [:]
  /// The CRC-32 of each file that the steps follow from, by the key of the recipe that names it.
  var inputChecksums: [String: [UInt32]] = [:]

  enum CodingKeys: String, CodingKey, CaseIterable {
    case step
    case bestScore = "best_score"
    case bestStep = "best_step"
    case evaluationsWithoutImprovement = "evaluations_without_improvement"
    case isStopped = "stopped"
    case lossSum = "loss_sum"
    case lossCount = "loss_count"
    case optimizerSteps = "optimizer_steps"
    case inputChecksums = "input_checksums"
  }
}

extension RunState {
  /// Throws one error with every file that is not what it was when the run began: steps on other
  /// data would not be those of the unbroken run.
  func checkInputs(against checksums: [String: [UInt32]], of recipe: Recipe) throws {
    let changed = recipe.inputs.enumerated().filter { index, input in
      let place = index - (recipe.inputs.firstIndex { $0.key == input.key } ?? index)
      guard let old = inputChecksums[input.key], let new = checksums[input.key],
        old.indices.contains(place), new.indices.contains(place)
      else { return false }
      return old[place] != new[place]
    }
    if changed.isEmpty { return }
    throw TrainingError.usage(
      (changed.map { "\($0.element.key): \($0.element.path) changed since the run began" }
        + ["put the old content back, or begin again with --fresh"]).joined(separator: "\n"))
  }
}
