import LukeTasks

/// A run that is over before a head that begins at random has learned anything.
package enum TooFewSteps: NoticeKind {
  package static let name = "too_few_steps"

  package static func text(before run: RunFacts) -> String? {
    guard run.hasFewSteps else { return nil }
    let fewest = RunFacts.fewestSteps
    return
      "\(counted(run.stepCount, "step")) are few for a head that begins at random, which learns "
      + "from \(fewest) or so on: \(remedy(run))"
  }

  private static func remedy(_ run: RunFacts) -> String {
    let fewest = RunFacts.fewestSteps
    if run.training.steps != nil { return "training.steps of \(fewest) would do" }
    let perEpoch = max(1, run.stepsPerEpoch ?? 1)
    let epochs = (fewest + perEpoch - 1) / perEpoch
    return "training.epochs of \(epochs) would do (\(epochs * perEpoch) steps), or smaller batches "
      + "(training.batch_size), or more data"
  }
}
