import LukeSystem
import LukeTasks

/// The trials of a sweep, one after the other.
final class SweepRuns {
  let sweep: Sweep
  let folder: SweepFolder
  let recipes: [Recipe]
  let observer: any RunObserver
  /// Tells what is the same for all trials once.
  let once: NotesOnce
  let sameData: SameData
  var state: SweepState
  var hasBegun = false

  var report: SweepReport {
    SweepReport(keys: state.keys, trials: state.trials, folder: folder.path)
  }

  init(
    _ sweep: Sweep, _ folder: SweepFolder, _ state: SweepState, recipes: [Recipe],
    _ observer: any RunObserver
  ) {
    (self.sweep, self.folder, self.state, self.recipes) = (sweep, folder, state, recipes)
    (self.observer, once) = (observer, NotesOnce(observer))
    sameData = SameData(
      state.data, advice: "put the old content back, or begin again with --fresh")
  }

  func run() throws -> SweepReport {
    try tellPlan()
    do {
      for index in state.trials.indices where !state.trials[index].isOver {
        if hasBegun { try look() }
        if let note = noteOfBudget(before: index) {
          try observer.warn(note)
          break
        }
        try train(index)
      }
    } catch let error as Interruption {
      throw Interruption(signal: error.signal, canResume: true)
    }
    try conclude()
    return report
  }

  func tellPlan() throws {
    if case .random(let count, _) = state.plan.method, state.trials.count < count {
      try observer.note(
        "there are no more than \(counted(state.trials.count, "trial")) with different values")
    }
    let over = state.trials.count(where: \.isOver)
    if over > 0 {
      try observer.note("\(over) of \(counted(state.trials.count, "trial")) are over already")
    }
    guard sweep.settings.stopsEarly else { return }
    let isScoredBeforeTheEnd = recipes.contains { $0.training.evaluateEvery != nil }
    if !isScoredBeforeTheEnd {
      try observer.note(
        "no trial is stopped early, as nothing is scored before the end (training.evaluate_every is null)"
      )
    }
  }

  /// Ends here after a signal; one that comes while nothing is trained ends the process soon.
  func look() throws {
    InterruptFlag.current.heed(
      atStake: nil, within: .seconds(2), advice: "continue with --resume")
    try InterruptFlag.current.check(canResume: true)
  }

  func save() throws {
    state.data = sameData.checksums
    try folder.save(state, best: report.best?.number)
  }

  // MARK: The end

  func conclude() throws {
    if let failed = state.trials.first(where: { $0.state == .failed }), report.best == nil,
      report.waitingCount == 0
    {
      throw TrainingError.badData(
        "\(folder.path): no trial came to its end; trial \(failed.number): \(failed.reason ?? "")")
    }
    if !hasBegun, report.best == nil { return }
    var recipe = report.best.map { recipes[$0.number - 1] }
    if let output = recipe?.output {
      recipe?.output = RealPath.folder(of: output) + "/" + SweepFileName.bestRun
    }
    try folder.write(report, recipe: recipe)
  }
}
