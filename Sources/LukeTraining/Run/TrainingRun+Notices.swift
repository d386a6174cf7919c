import LukeSystem
import LukeTasks

/// What a run notices of itself; nothing of it changes what is trained.
extension TrainingRun {
  /// Looks at what is known before the first step.
  func noticeBeginning() throws {
    var facts = self.facts
    facts.tokens = try work.tokenSample()
    try tell(at: .beginning, step: 0) { $0.text(before: facts) }
  }

  /// Looks at the loss of the step that was just taken; later stages begin with what the first has learned.
  func notice(_ losses: StepLosses) throws {
    guard let count = work.stages.first?.stepCount, state.step <= count else { return }
    var watch = state.watch ?? RunWatch()
    let isTime = watch.losses.add(losses.total, step: state.step, of: count)
    state.watch = watch
    guard isTime else { return }
    let trend = watch.losses
    state.watch?.losses.forget()
    try tell(at: .steps, step: state.step) { $0.text(of: trend, in: facts) }
  }

  /// Looks at the scores of validation data.
  func notice(_ scores: TaskScores) throws {
    let isEnd = isLastStep || state.isStopped
    guard JudgedScores.isTime(step: state.step, of: work.stepCount, isEnd: isEnd) else { return }
    let judged = JudgedScores(scores, of: .validation, step: state.step)
    let facts = factsNow
    try tell(at: .evaluation, step: state.step) { $0.text(of: judged, in: facts) }
  }

  /// Looks at the final model: at how well it answers what it was trained on, beside the validation data; and
  /// at its scores on the test data where there are no others.
  func noticeEnd(validation: TaskScores?, test: TaskScores?) throws {
    if let test, validation == nil {
      let judged = JudgedScores(test, of: .test, step: state.step)
      let facts = factsNow
      try tell(at: .end, step: state.step) { $0.text(of: judged, in: facts) }
    }
    guard let validation, let (scores, count) = try scoreTraining() else { return }
    let fit = TrainingFit(training: scores, exampleCount: count, validation: validation)
    try tell(at: .end, step: state.step) { $0.text(of: fit, in: facts) }
  }

  /// What is known of the run by now.
  private var factsNow: RunFacts {
    var facts = self.facts
    facts.lossFalls = state.watch?.losses.hasFallen
    return facts
  }

  /// The scores of some training examples; nil where there are none to score, or the answers are no numbers.
  private func scoreTraining() throws -> (TaskScores, exampleCount: Int)? {
    guard work.hasTrainingSample else { return nil }
    do {
      return try observers.during(.scoring(nil)) {
        try work.scoreTraining { [observers] done, total in
          try InterruptFlag.current.check(canResume: true)
          try observers.observe(
            .advanced(.scoring(nil), RunProgress(done, of: total, .examples)))
        }
      }
    } catch let error as TrainingError where error == EvaluationLoop.answersAreNoNumbers {
      return nil
    }
  }

  private func tell(
    at moment: RunNotice.Moment, step: Int, _ text: (any NoticeKind.Type) -> String?
  ) throws {
    var watch = state.watch ?? RunWatch()
    let notices = watch.notices(at: moment, step: step, text)
    state.watch = watch
    for notice in notices { try observers.observe(.notice(notice)) }
  }
}
