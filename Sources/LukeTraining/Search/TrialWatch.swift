import LukeTasks

/// Thrown where a trial is not worth its further steps.
struct StoppedTrial: Error, CustomStringConvertible {
  let reason: MedianStopping.Reason

  var description: String { "the sweep stopped the trial, as others were better" }
}

/// Watches the run of a trial: notes its scores, and ends it where others were better.
final class TrialWatch: RunObserver {
  /// What is known of the trial.
  private(set) var trial: SweepTrial
  /// Whether steps have begun.
  private(set) var hasBegun = false
  /// Whether the final model lies on the disk.
  private(set) var isOver = false
  /// The evaluations of other trials; empty where none is stopped early.
  private let others: [[MedianStopping.Evaluation]]
  private let changed: (SweepTrial) throws -> Void
  private var stepCount = 0

  init(
    _ trial: SweepTrial, others: [[MedianStopping.Evaluation]],
    changed: @escaping (SweepTrial) throws -> Void
  ) {
    (self.trial, self.others, self.changed) = (trial, others, changed)
  }

  func observe(_ event: RunEvent) throws {
    switch event {
    case .started(let step, let total):
      (hasBegun, stepCount) = (true, total)
      trial.evaluations.removeAll { $0.step > step }
    case .evaluation(let evaluation) where evaluation.split == .validation:
      try note(evaluation)
    case .finalScores(.validation, let scores): trial.validation = SweepTrial.Score(scores)
    case .finalScores(.test, let scores): trial.test = SweepTrial.Score(scores)
    case .finished: isOver = true
    default: break
    }
  }

  private func note(_ evaluation: RunEvaluation) throws {
    let score = SweepTrial.Score(evaluation.scores)
    trial.evaluations.removeAll { $0.step >= evaluation.step }
    if trial.evaluations.isEmpty || score.rank > trial.validation?.rank ?? -.infinity {
      trial.validation = score
    }
    trial.evaluations.append(
      .init(
        step: evaluation.step, stepCount: stepCount,
        rank: score.rank.isNaN ? -.infinity : score.rank))
    try changed(trial)
    if let reason = MedianStopping.reason(trial.evaluations, others: others) {
      throw StoppedTrial(reason: reason)
    }
  }
}

/// Passes on what happens in a trial, but for its results: they are told in one line, and all together in a
/// table.
final class TrialObserver: RunObserver {
  private let observer: any RunObserver

  init(_ observer: any RunObserver) { self.observer = observer }

  func observe(_ event: RunEvent) throws {
    switch event {
    case .finalScores, .finished: break
    // That some values do badly is what is looked for; the log of the trial's own run keeps it.
    case .notice: break
    default: try observer.observe(event)
    }
  }
}
