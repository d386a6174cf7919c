import LukeTasks

/// What a run that goes on makes of a length that is not the one that it had.
///
/// Steps that were taken stay taken. A stage that is under way, or was the last one and is over, may get
/// another length; its warm-up stays what it was, if it is over. The learning rates of the steps that are left
/// follow from the new length.
struct RunLength {
  /// The stages as the run had them.
  let old: [StagePlan]
  /// The stages as they are from now on.
  private(set) var plan: [StagePlan]
  /// The steps that were taken.
  let step: Int

  /// - Parameters:
  ///   - asked: what the recipe asks for.
  ///   - state: where the run stands.
  ///   - changes: the keys that have changed, one each.
  ///   - checkpoint: the file that the run goes on from.
  /// - Throws: `TrainingError.usage` where more steps have been taken.
  init(_ asked: [StagePlan], after state: RunState, changes: [String], checkpoint: String) throws {
    (step, plan) = (state.step, asked)
    old = state.plan?.count == asked.count ? state.plan ?? asked : asked
    let what = changes.isEmpty ? "" : changes.joined(separator: ", ") + ": "
    var first = 0
    for (index, was) in old.enumerated() where step > first {
      let (taken, isLast) = (step - first, index == old.count - 1)
      let stage = old.count == 1 ? "the run" : "stage \(index + 1)"
      if taken > was.stepCount, !isLast, asked[index].stepCount != was.stepCount {
        throw TrainingError.usage(
          "\(what)\(stage) is over after \(counted(was.stepCount, "step")), and its length can no longer "
            + "change; give what it was, or begin again with --fresh")
      }
      if taken <= was.stepCount || isLast {
        try Self.check(asked[index], taken, stage, what, checkpoint)
        if taken >= was.warmupStepCount { plan[index].warmupStepCount = was.warmupStepCount }
      }
      first += plan[index].stepCount
    }
  }

  private static func check(
    _ asked: StagePlan, _ taken: Int, _ stage: String, _ what: String, _ checkpoint: String
  ) throws {
    guard asked.stepCount < taken else { return }
    throw TrainingError.usage(
      "\(what)\(counted(asked.stepCount, "step")) are fewer than the \(taken) that \(stage) has taken "
        + "(\(checkpoint)); give at least as many, or begin again with --fresh")
  }

  /// Whether anything is another than it was.
  var isChanged: Bool { old != plan }

  /// What to say of it; nil where nothing has changed.
  /// - Parameters:
  ///   - stages: the stages of the run.
  ///   - changes: the keys that have changed, one each.
  func note(_ stages: [TrainingStage], changes: [String]) -> String? {
    guard isChanged else { return nil }
    let total = plan.reduce(0) { $0 + $1.stepCount }
    let what = changes.isEmpty ? "" : changes.joined(separator: ", ") + ": "
    if step == total { return "\(what)the run ends at step \(step)" }
    let begin = "\(what)the run goes on from step \(step) to step \(total)"
    var first = 0
    for (index, stage) in stages.enumerated() {
      let (was, now) = (old[index], plan[index])
      defer { first += now.stepCount }
      guard step > first, step < first + now.stepCount, was != now else { continue }
      return begin + "; " + rates(was, now, stage.settings, taken: step - first)
    }
    return begin
  }

  /// From which learning rate to which a stage goes on.
  private func rates(
    _ was: StagePlan, _ now: StagePlan, _ settings: TrainingSettings, taken: Int
  ) -> String {
    let before = NumberText.scientific(was.rate(at: taken - 1, settings))
    let after = NumberText.scientific(now.rate(at: taken, settings))
    let asked = settings.warmupStepCount(totalSteps: now.stepCount)
    let warmup =
      asked == now.warmupStepCount
      ? ""
      : ", with the warm-up of \(counted(now.warmupStepCount, "step")) that it had, where a run of this "
        + "length has \(asked)"
    if settings.schedule == .constant, taken >= now.warmupStepCount {
      return "the learning rate stays \(after)\(warmup)"
    }
    return
      "the learning rate was \(before) at step \(step) and is \(after) at step \(step + 1), by the "
      + "\(settings.schedule.rawValue) schedule of the new length\(warmup)"
  }
}
