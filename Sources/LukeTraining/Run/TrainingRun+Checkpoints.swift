import Foundation
import LukeAutodiff
import LukeSystem
import LukeTasks

/// Checkpoints to resume from: when they are due, written and restored.
extension TrainingRun {
  func isDue(_ interval: Interval?, in stage: RunningStage) -> Bool {
    switch interval {
    case .epochs(let count):
      work.isEnd(ofEvery: count, after: state.step - stage.steps.lowerBound, of: stage.index)
    case .steps(let count): state.step % count == 0
    case .minutes(let count):
      ContinuousClock.now - lastCheckpointTime >= .seconds(count * 60)
    case nil: false
    }
  }

  /// The step after which there is a checkpoint for certain: the first that is due by steps or epochs,
  /// or the end of the first stage.
  private var firstCheckpoint: Int {
    for (index, stage) in work.stages.enumerated() where stage.stepCount > 0 {
      let due = (1...stage.stepCount).first { step in
        switch stage.settings.checkpointEvery {
        case .epochs(let count): work.isEnd(ofEvery: count, after: step, of: index)
        case .steps(let count): (work.stageSteps[index].lowerBound + step) % count == 0
        case .minutes, nil: false
        }
      }
      return work.stageSteps[index].lowerBound + (due ?? stage.stepCount)
    }
    return work.stepCount
  }

  func saveIfDue(_ stage: RunningStage) throws {
    if isDue(stage.settings.checkpointEvery, in: stage) || state.step == stage.steps.upperBound
      || state.isStopped
    {
      try observers.during(.saving) { try save(stage) }
    }
  }

  func save(_ stage: RunningStage) throws {
    try folder.synchronizeMetrics()
    state.trainingSeconds = secondsSoFar
    try files.writeCheckpoint(state, stage.optimizer, currentRecord)
    MemoryReport.note(saved: folder.checkpointNote)
    try removeOldCheckpoints()
    lastCheckpointTime = .now
    savedState = state
    noteStake()
    try observers.observe(
      .checkpoint(step: state.step, path: folder.checkpointPath(step: state.step)))
  }

  func removeOldCheckpoints() throws {
    try folder.removeCheckpoints(
      keepingLast: max(1, recipe.training.keepLast), upTo: state.step)
  }

  /// Restores the newest checkpoint; returns the stage that it is in the middle of.
  func resume() throws -> RunningStage? {
    var stage: RunningStage?
    var length: RunLength?
    let restored = try files.readNewestCheckpoint(report: warn) { [state] found in
      // Other data may ask for other weights, which would be the fault that is named.
      try found.checkInputs(against: state.inputChecksums, of: recipe)
      length = try self.length(after: found)
      plan = length?.plan ?? plan
    } optimizer: { state in
      // Between two stages there is no optimizer: the next one begins with a fresh state.
      guard let index = stageIndex(ofStep: state.step),
        work.stageSteps[index].lowerBound < state.step
      else { return nil }
      stage = makeStage(index)
      return stage?.optimizer
    }
    guard var restored else {
      try RunRemains.checkNothingIsLost(folder.path, firstCheckpoint: firstCheckpoint)
      try note("\(folder.path): no checkpoint yet; starting at step 0")
      try folder.truncateMetrics(toStep: -1)
      return nil
    }
    if restored.batchOrder != RunState.batchOrderVersion, work.repeatsBatches {
      throw TrainingError.usage(
        "\(folder.path): an earlier version of luke-train began this run, which would have read the "
          + "examples of later epochs in other batches (training.batch_tokens); finish it with that "
          + "version, or begin again with --fresh")
    }
    let hadStopped = restored.isStopped
    let undone = goOn(&restored, length)
    if recipe.keepsBest, let step = restored.bestStep {
      let hasEnded = restored.isStopped || restored.step == work.stepCount
      if try !files.restoreBestModel(ofStep: step, hasEnded: hasEnded, report: warn) {
        restored.forgetBest()
      }
    }
    if let step = files.stepOfCheckpoint(folder.finalModelPath) {
      try warn(
        "\(folder.finalModelPath): is the checkpoint of step \(step), and no final model; the final one "
          + "is written in its place")
    }
    isFinished = isFinished(restored)
    if isFinished {
      state = restored
      return nil
    }
    if let change = restored.note(onKernels: Processor.kernels) { try warn(change) }
    state = restored
    secondsBefore = state.trainingSeconds
    state.kernels = Processor.kernels
    state.batchOrder = RunState.batchOrderVersion
    state.fileChecksums = work.fileChecksums
    savedState = state
    try folder.truncateMetrics(
      toStep: state.step, withScoresOfLastStep: state.isEvaluationDue != true && !undone.evaluation,
      withLossOfLastStep: !undone.loss)
    try note("resuming after step \(state.step) of \(work.stepCount)")
    if hadStopped, !state.isStopped, !undone.evaluation {
      try note(
        "the run had stopped for lack of improvement, and goes on by training.early_stopping")
    }
    try noteLength(length)
    return stage
  }
}
