import LukeCheckpoints

/// A run that is resumed and has nothing left to do.
extension TrainingRun {
  /// Whether a run that stands there has all that it was to make: the final model, whole, and its scores
  /// on the test files as they are now, for others may be given to a finished run.
  func isFinished(_ state: RunState) -> Bool {
    let hasBest =
      state.bestStep != nil || !recipe.keepsBest || !work.hasExamples(of: .validation)
    return !folder.scoresAgain && (state.isStopped || state.step == work.stepCount)
      && state.isEvaluationDue != true && hasBest && folder.lengthChanges.isEmpty
      && (try? ModelFile.verify(folder.finalModelPath)) != nil
      && files.stepOfCheckpoint(folder.finalModelPath) == nil
      && (!work.hasExamples(of: .test)
        || folder.hasTestScores(ofStep: state.step, checksums: work.testChecksums))
      && folder.finalModelKnows(
        validation: work.hasExamples(of: .validation), test: work.hasExamples(of: .test))
  }

  /// Says where the results of the finished run are.
  func noteFinished() throws {
    try folder.makeRoom(recipe, state)
    try observers.warn(
      lines: folder.finishedLines(" (step \(state.step) of \(work.stepCount))"))
  }
}
