import LukeOptimizers

/// How long a stage of a run is to be, by which its learning rates go; part of a run's state.
struct StagePlan: Codable, Hashable {
  /// Its optimizer steps.
  var stepCount: Int
  /// Those of them that warm up.
  var warmupStepCount: Int

  enum CodingKeys: String, CodingKey {
    case stepCount = "steps"
    case warmupStepCount = "warmup_steps"
  }

  /// What a stage asks for.
  init(_ stage: TrainingStage) {
    stepCount = stage.stepCount
    warmupStepCount = stage.settings.warmupStepCount(totalSteps: stage.stepCount)
  }

  /// The learning rate of a step of the stage, counted from 0.
  func rate(at step: Int, _ settings: TrainingSettings) -> Double {
    let schedule = LearningRateSchedule(
      settings.schedule, warmupStepCount: warmupStepCount, stepCount: stepCount)
    return settings.highestLearningRate * Double(schedule.factor(at: step))
  }
}
