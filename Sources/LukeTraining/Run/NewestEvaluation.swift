/// The newest evaluation of a run; part of its state.
struct NewestEvaluation: Codable, Hashable {
  /// How a run stands with its evaluations.
  struct Standing: Codable, Hashable {
    var bestScore: Double?
    var bestStep: Int?
    var evaluationsWithoutImprovement: Int

    enum CodingKeys: String, CodingKey {
      case bestScore = "best_score"
      case bestStep = "best_step"
      case evaluationsWithoutImprovement = "evaluations_without_improvement"
    }
  }

  /// The steps done.
  var step: Int
  /// How the run stood before, where it was evaluated because it ended; nil where the evaluation was due.
  var before: Standing?
}

extension RunState {
  /// How the run stands with its evaluations.
  var standing: NewestEvaluation.Standing {
    .init(
      bestScore: bestScore, bestStep: bestStep,
      evaluationsWithoutImprovement: evaluationsWithoutImprovement)
  }

  /// Takes back the evaluation of this step that was made because the run ended here.
  ///
  /// A longer one would not have made it. One that found the best model so far stays, for that model is what
  /// there is.
  /// - Returns: whether there was such an evaluation.
  mutating func takeBackLastEvaluation() -> Bool {
    guard let newest = evaluation, newest.step == step, let before = newest.before,
      bestStep != step
    else { return false }
    (bestScore, bestStep) = (before.bestScore, before.bestStep)
    evaluationsWithoutImprovement = before.evaluationsWithoutImprovement
    (evaluation, isStopped) = (nil, false)
    return true
  }

  /// Whether a run that has stopped early has by these settings, too.
  func staysStopped(_ settings: EarlyStopping?) -> Bool {
    settings.map { evaluationsWithoutImprovement >= $0.patience } ?? false
  }
}
