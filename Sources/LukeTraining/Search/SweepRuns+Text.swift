import LukeTasks

/// What is told.
extension SweepRuns {
  func title(_ index: Int) -> String { "trial \(index + 1) of \(state.trials.count)" }

  func values(_ trial: SweepTrial) -> String {
    zip(state.keys, trial.values).map { "\($0)=\($1)" }.joined(separator: ", ")
  }

  func outcome(_ trial: SweepTrial) -> String {
    let time = NumberText.duration(trial.seconds)
    let score = trial.validation.map { "validation \($0.name) \(NumberText.fixed($0.value, 4))" }
    switch trial.state {
    case .stopped:
      let place = trial.evaluations.last.map { " at step \($0.step) of \($0.stepCount)" } ?? ""
      return "stopped early\(place), \(time): \(trial.reason ?? "")"
    case .failed: return "failed, \(time): \(trial.reason ?? "")"
    default: return [score, time].compactMap(\.self).joined(separator: ", ")
    }
  }

  /// The seconds that a whole trial takes, by those that came to their end; nil before there is one.
  var usualSeconds: Double? {
    let times = state.trials.filter { $0.state == .finished }.map(\.seconds)
    return times.isEmpty ? nil : times.reduce(0, +) / Double(times.count)
  }

  /// How long the rest takes at most.
  func left(from index: Int) -> String {
    guard let usual = usualSeconds else { return "" }
    let rest = state.trials.filter { !$0.isOver }
    let seconds = rest.reduce(0) { $0 + max(0, usual - $1.seconds) }
    return "; at most about \(NumberText.duration(seconds)) left"
  }

  /// Why a trial is not begun; nil where it is.
  func noteOfBudget(before index: Int) -> String? {
    guard let budget = sweep.settings.budget else { return nil }
    let used = state.trials.reduce(0) { $0 + $1.seconds }
    let needed = usualSeconds.map { max(0, $0 - state.trials[index].seconds) }
    if used + (needed ?? 0) <= budget, used < budget { return nil }
    let rest = state.trials[index...].count { !$0.isOver }
    return "\(title(index)) is not begun"
      + (rest > 2
        ? ", nor are the \(rest - 1) after it" : rest > 1 ? ", nor is the one after it" : "")
      + ": \(NumberText.duration(used)) of \(NumberText.duration(budget)) are used"
      + (needed.map { ", and it would take about \(NumberText.duration($0))" } ?? "")
      + "; --resume with a larger --budget goes on"
  }
}
