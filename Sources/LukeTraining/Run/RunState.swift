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

  enum CodingKeys: String, CodingKey, CaseIterable {
    case step
    case bestScore = "best_score"
    case bestStep = "best_step"
    case evaluationsWithoutImprovement = "evaluations_without_improvement"
    case isStopped = "stopped"
    case lossSum = "loss_sum"
    case lossCount = "loss_count"
    case optimizerSteps = "optimizer_steps"
  }
}
