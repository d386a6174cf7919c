import LukeSystem
import LukeTasks
import LukeTraining

/// Progress and results for people, of what a run or a command tells.
extension TerminalProgress: RunObserver {
  /// Shows an event, in the style of the display.
  package func observe(_ event: RunEvent) {
    switch event {
    case .note(let text): note(text)
    case .warning(let text): warn(text)
    case .notice(let notice): warn(notice.text.shownOnOneLine)
    case .started(let step, _): startSteps(after: step)
    case .step(let step): update(step)
    case .spike(let step, let loss, let usual):
      note(
        "step \(step): the loss leaps to \(NumberText.fixed(loss, 4)); it is "
          + "\(NumberText.fixed(usual, 4)) as a rule")
    case .began(let activity): begin(activity)
    case .advanced(let activity, let progress): update(activity, progress)
    case .ended: endWork()
    case .wrote(let output): show(output)
    case .evaluation(let evaluation):
      keep(evaluation)
      note("step \(evaluation.step)  \(evaluation.split.rawValue) \(evaluation.scores.headline)")
    case .checkpoint: break
    case .stepsEnded:
      steps = nil
      finish()
    case .finalScores(let split, let scores):
      result("\n\(split.rawValue) scores of the final model\n\(scores.table)")
    case .finished(let path): result("\nmodel: \(path.shownOnOneLine)")
    case .summary(let text): result("\n" + text)
    }
  }

  private func keep(_ evaluation: RunEvaluation) {
    guard evaluation.split == .validation else { return }
    let newest = evaluation.scores
    let isBest = scores.map { newest.rank >= $0.best.rank } ?? true
    scores = (newest, isBest ? newest : scores?.best ?? newest)
  }

  private func show(_ output: RunOutput) {
    if output.summary == nil, output.contents.isEmpty { return }
    let heading = output.path + ":" + (output.summary.map { " " + $0 } ?? "")
    note(([heading] + output.contents).map(\.shownOnOneLine).joined(separator: "\n  "))
  }
}
