import LukeCheckpoints
import LukeSystem
import LukeTasks

/// Scores, what follows from them, and the end of a run.
extension TrainingRun {
  func evaluateIfDue(_ stage: RunningStage) throws {
    guard work.hasExamples(of: .validation),
      isDue(stage.settings.evaluateEvery, in: stage) || isLastStep
    else { return }
    try evaluate()
  }

  /// Scores the validation data; a checkpoint of a run that is interrupted meanwhile knows that it is
  /// still to be done.
  func evaluate() throws {
    state.isEvaluationDue = true
    let before = isEvaluationRegular ? nil : state.standing
    let scores = try explainingLackOfNumbers(of: .validation) { try score(.validation) }
    state.isEvaluationDue = nil
    lastScores = (state.step, scores)
    try send(scores, of: .validation)
    try judge(scores)
    state.evaluation = NewestEvaluation(step: state.step, before: before)
    try notice(scores)
  }

  var isLastStep: Bool { state.step == work.stepCount }

  /// Whether an evaluation is due after this step wherever the run ends.
  var isEvaluationRegular: Bool {
    guard let index = stageIndex(ofStep: state.step - 1) else { return false }
    let after = state.step - work.stageSteps[index].lowerBound
    return switch work.stages[index].settings.evaluateEvery {
    case .epochs(let count): work.isEnd(ofEvery: count, after: after, of: index)
    case .steps(let count): state.step % count == 0
    case .minutes, nil: false
    }
  }

  /// Keeps the best model, of equally good ones the newest, and ends the run when it gets no better.
  private func judge(_ scores: TaskScores) throws {
    let score = scores.rank
    let least = recipe.training.earlyStopping?.minimumImprovement ?? 0
    let isBetter = state.bestScore.map { score > $0 + least } ?? true
    if isBetter || score == state.bestScore {
      state.bestScore = score
      state.bestStep = state.step
      if recipe.keepsBest {
        try observers.during(.saving) {
          try files.writeModel(to: folder.bestModelPath, currentRecord)
        }
      }
    }
    state.evaluationsWithoutImprovement = isBetter ? 0 : state.evaluationsWithoutImprovement + 1
    if isBetter { return }
    if let stopping = recipe.training.earlyStopping,
      state.evaluationsWithoutImprovement >= stopping.patience
    {
      state.isStopped = true
      try note(
        "step \(state.step): no better for \(counted(state.evaluationsWithoutImprovement, "evaluation")); "
          + "training ends")
    }
  }

  func score(_ split: EvaluationSplit) throws -> TaskScores {
    let activity = RunActivity.scoring(split)
    return try observers.during(activity) {
      try work.score(split) { [observers] done, total in
        try InterruptFlag.current.check(canResume: true)
        try observers.observe(.advanced(activity, RunProgress(done, of: total, .examples)))
      }
    }
  }

  func send(_ scores: TaskScores, of split: EvaluationSplit) throws {
    try observers.observe(
      .evaluation(
        RunEvaluation(
          step: state.step, split: split, scores: scores,
          fileChecksums: split == .test ? work.testChecksums : [])))
  }

  /// Takes the best model for the final one where the recipe asks for it, and says which one it is.
  private func chooseFinal(best: Int, _ finalStep: inout Int) throws {
    guard recipe.keepsBest else {
      // Whoever leaves it out may not know.
      guard recipe.training.keepBest == nil else { return }
      return try note(
        "the final model is that of the last step, \(finalStep); on the validation data that of step "
          + "\(best) was better (training.keep_best)")
    }
    try files.readModel(from: folder.bestModelPath)
    finalStep = best
    try note("the final model is that of step \(best), the best on the validation data")
  }

  /// Writes the final model and scores it on the test files.
  ///
  /// It is there before it is scored, for scoring may be broken off, and written once more with its scores:
  /// beside its place first, as ever, so that it is whole at every moment.
  func conclude() throws {
    InterruptFlag.current.heed(atStake: "the scores of the final model")
    if let count = state.skippedSteps { try warn(skippedNote(count)) }
    var finalStep = state.step
    if let step = state.bestStep, step != state.step {
      try chooseFinal(best: step, &finalStep)
    }
    // Its scores are in it when its answers are there: who is killed in between gives both.
    let isScored = work.hasExamples(of: .validation)
    var record = self.record(
      ofStep: finalStep, validation: isScored ? nil : keptScores(ofStep: finalStep))
    try files.writeModel(to: folder.finalModelPath, record)
    let written = record
    // What a run that was broken off after its last checkpoint has left.
    try removeOldCheckpoints()
    var validation: TaskScores?
    var test: TaskScores?
    if work.hasExamples(of: .validation) {
      let known = lastScores.flatMap { $0.step == finalStep ? $0.scores : nil }
      let scores = try explainingLackOfNumbers(of: .validation) { try known ?? score(.validation) }
      try observers.observe(.finalScores(.validation, scores))
      validation = scores
      record.validation = .init(scores)
    }
    if work.hasExamples(of: .test) {
      let scores = try explainingLackOfNumbers(of: .test) { try score(.test) }
      try send(scores, of: .test)
      try observers.observe(.finalScores(.test, scores))
      test = scores
      record.test = .init(scores)
    }
    if record != written {
      try observers.during(.saving) { try files.writeModel(to: folder.finalModelPath, record) }
    }
    try folder.makeRoom(recipe, state)
    try noticeEnd(validation: validation, test: test)
    try observers.observe(.finished(modelPath: folder.finalModelPath))
  }
}
