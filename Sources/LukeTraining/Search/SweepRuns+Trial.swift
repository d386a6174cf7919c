import LukeSystem
import LukeTasks

/// One trial.
extension SweepRuns {
  func train(_ index: Int) throws {
    let trial = state.trials[index]
    let path = folder.path(of: trial)
    let isContinued = trial.state == .begun
    let run = try RunFolder.open(
      path, for: recipes[index],
      start: isContinued ? .resume : state.remains.contains(trial.number) ? .fresh : .new)
    run.willBegin = { [self] in try begin(index) }
    run.scoresAgain = isContinued
    if run.hasResultAlone {
      throw TrainingError.usage(
        "\(path): is finished and has no checkpoint any more, and its scores are not known; remove it, and "
          + "it is trained again")
    }
    try observer.note("\(title(index)): \(values(trial))\(left(from: index))")
    var begun = trial
    begun.state = .begun
    let watch = TrialWatch(begun, others: others(than: index)) { [self] in
      state.trials[index] = $0
      try save()
    }
    let shared = state.plan.changesTrainingAlone
    let part = TrialObserver(PartOfRuns(run, observer, once))
    let start = ContinuousClock.now
    var result = Result {
      try Run.train(
        recipes[index], in: run, observers: shared ? [sameData, part, watch] : [part, watch],
        features: shared ? folder.path : nil)
    }
    if case .failure = result { run.removeIfUnused() }
    // Ends a line of progress that a trial left open which did not come to its end.
    try observer.observe(.stepsEnded)
    var done = watch.trial
    done.seconds += (ContinuousClock.now - start) / .seconds(1)
    result = try settle(&done, result, hasBegun: watch.hasBegun)
    if shared, done.isOver { try sameData.look(at: run) }
    if watch.hasBegun {
      state.trials[index] = done
      try save()
    }
    try result.get()
    if !sweep.settings.keepsCheckpoints { try removeCheckpoints(of: done, in: run) }
    try observer.note("\(title(index)): \(outcome(done))")
  }

  /// Changes the folder once the run of a trial is about to change its own.
  func begin(_ index: Int) throws {
    if !hasBegun { AtomicFile.removeAbandonedPartials(in: folder.path) }
    if !state.remains.isEmpty {
      // What is broken off here is gone on with before anything is trained.
      try save()
      try folder.remove(state.remains, opened: state.trials[index])
      state.remains = []
    }
    hasBegun = true
    state.trials[index].state = .begun
    try save()
  }

  /// Decides what the end of a run means for its trial; gives what is to be thrown.
  func settle(
    _ trial: inout SweepTrial, _ result: Result<Void, any Error>, hasBegun: Bool
  ) throws -> Result<Void, any Error> {
    switch result {
    case .success:
      if trial.validation == nil {
        return .failure(
          TrainingError.badData(
            "\(folder.path(of: trial)): nothing of the validation data could be scored; give more to "
              + "data.validation"))
      }
      trial.state = .finished
    case .failure(let stop as StoppedTrial):
      trial.state = .stopped
      trial.reason =
        "\(text(stop.reason.best)) is worse than \(text(stop.reason.median)), the median of "
        + "\(counted(stop.reason.count, "other")) by then"
    case .failure(let error as TrainingError) where hasBegun && error.kind == .badData:
      trial.state = .failed
      trial.reason = error.lines.first
    case .failure: return result
    }
    return .success(())
  }

  /// A rank as the score that it is of.
  func text(_ rank: Double) -> String {
    let isLoss = state.trials.contains { trial in
      trial.validation.map { $0.rank == -$0.value && $0.value != 0 } ?? false
    }
    return NumberText.fixed(isLoss ? -rank : rank, 4)
  }

  /// The evaluations of the trials that a trial is compared with.
  func others(than index: Int) -> [[MedianStopping.Evaluation]] {
    guard sweep.settings.stopsEarly else { return [] }
    return state.trials.indices.filter { $0 != index }.compactMap { other in
      let trial = state.trials[other]
      guard trial.state == .finished || trial.state == .stopped else { return nil }
      guard trial.state == .finished, var last = trial.evaluations.last else {
        return trial.evaluations
      }
      // One that got no better and ended by itself would be where it was.
      last.step = last.stepCount
      return trial.evaluations + [last]
    }
  }

  /// Checkpoints serve to go on alone, and take far more room than models.
  func removeCheckpoints(of trial: SweepTrial, in run: RunFolder) throws {
    if trial.state == .failed { return }
    try once.note(
      "checkpoints of trials that are over are removed; --keep-checkpoints keeps them")
    try run.removeCheckpoints(keepingLast: 0)
    if trial.state == .finished { try RunFiles.remove([RunFileName.bestModel], in: run.path) }
  }
}
