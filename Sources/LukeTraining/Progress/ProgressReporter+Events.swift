/// Progress and results for people, of what a run tells.
extension ProgressReporter: RunObserver {
  /// Shows an event, in the style of the reporter.
  public func observe(_ event: RunEvent) {
    switch event {
    case .note(let text): note(text)
    case .warning(let text): warn(text)
    case .started(let step, _): start(firstStep: step)
    case .step(let step):
      update(
        ProgressState(
          step: step.step, totalSteps: step.totalSteps, loss: step.loss,
          learningRate: step.learningRate, words: step.words))
    case .spike(let step, let loss, let usual):
      note(
        "step \(step): the loss leaps to \(ProgressMeter.fixed(loss, 4)); it is "
          + "\(ProgressMeter.fixed(usual, 4)) as a rule")
    case .began: beginPause()
    case .ended: endPause()
    case .scoring(let split, let done, let total):
      show(passing: "scoring \(split.rawValue) \(done)/\(total)")
    case .evaluation(let evaluation):
      note("step \(evaluation.step)  \(evaluation.split.rawValue) \(evaluation.scores.headline)")
    case .checkpoint: break
    case .stepsEnded: finish()
    case .finalScores(let split, let scores):
      result("\n\(split.rawValue) scores of the final model\n\(scores.table)")
    case .finished(let path): result("\nmodel: \(path)")
    }
  }
}
