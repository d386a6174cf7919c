/// A run that goes on with another length than it had.
extension TrainingRun {
  /// What becomes of the length of a run that stands there.
  /// - Throws: `TrainingError.usage` where it has taken more steps than there are.
  func length(after found: RunState) throws -> RunLength {
    try RunLength(
      work.stages.map(StagePlan.init), after: found, changes: folder.lengthChanges,
      checkpoint: folder.checkpointPath(step: found.step))
  }

  /// Throws where a run that is resumed has taken more steps than there are, before anything is written.
  func checkLength() throws {
    if let found = folder.newestState { _ = try length(after: found) }
  }

  /// Brings what a run has done because it ended there to what it would be had it gone on, and the other way
  /// round.
  /// - Returns: whether the evaluation of its last step, and the line of its loss, count no longer.
  func goOn(_ state: inout RunState, _ length: RunLength?) -> (evaluation: Bool, loss: Bool) {
    let now = self.state
    defer { self.state = now }
    if state.step < work.stepCount {
      let undone = state.takeBackLastEvaluation()
      if state.isStopped { state.isStopped = state.staysStopped(recipe.training.earlyStopping) }
      self.state.step = state.step
      // What was due because the run ended is due no longer.
      if state.isEvaluationDue == true, !isEvaluationRegular { state.isEvaluationDue = nil }
      let isLogged = state.step % Self.logInterval == 0
      return (undone, state.plan != nil && !isLogged && length?.isChanged == true)
    }
    if length?.isChanged == true, state.evaluation?.step != state.step,
      work.hasExamples(of: .validation)
    {
      state.isEvaluationDue = true
    }
    return (false, false)
  }

  /// Says how the run goes on by another length, or why it does not.
  func noteLength(_ length: RunLength?) throws {
    guard let length, !folder.lengthChanges.isEmpty || length.isChanged else { return }
    if state.isStopped {
      return try note(
        "step \(state.step): the run has stopped for lack of improvement, and stays so whatever its length is; "
          + "a higher training.early_stopping.patience lets it go on, or null")
    }
    if let text = length.note(work.stages, changes: folder.lengthChanges) { try note(text) }
  }
}
