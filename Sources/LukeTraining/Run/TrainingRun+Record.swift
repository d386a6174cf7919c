import Foundation
import LukeAutodiff
import LukeCheckpoints
import LukeSystem
import LukeTasks

/// What the models of a run know about themselves.
extension TrainingRun {
  /// What is the same for all of them.
  static func record(
    _ recipe: Recipe, _ work: Work, _ starting: StartingModel
  ) -> ModelRecord {
    var record = ModelRecord()
    record.program = "luke-train \(ProgramVersion.current)"
    record.seed = recipe.training.seed
    record.start = .init(
      name: DataNames.name(of: recipe.model.from), weights: starting.start.name)
    record.hub = starting.hubFactsOfTrained
    record.data = work.dataRecord
    record.machine = .init(
      processor: Processor.name, cores: AllowedCores.current.count,
      threads: WorkerPool.shared.threadCount,
      memory: Int(clamping: ProcessInfo.processInfo.physicalMemory), kernels: Processor.kernels)
    return record
  }

  /// What the model after a step knows, with its scores as far as there are any.
  func record(ofStep step: Int, validation: ModelRecord.Scores?) -> ModelRecord {
    var record = baseRecord
    (record.step, record.epoch) = (step, epoch(ofStep: step))
    record.created = clock.date
    record.trainingSeconds = secondsSoFar
    record.validation = validation
    return record
  }

  /// The same of the model as it is now.
  var currentRecord: ModelRecord {
    record(ofStep: state.step, validation: knownScores(ofStep: state.step))
  }

  /// The validation scores of the model of a step, where it is scored already.
  func knownScores(ofStep step: Int) -> ModelRecord.Scores? {
    guard let lastScores, lastScores.step == step else { return nil }
    return .init(lastScores.scores)
  }

  /// The same, also where a model file of the run has them.
  func keptScores(ofStep step: Int) -> ModelRecord.Scores? {
    if let known = knownScores(ofStep: step) { return known }
    for path in [folder.checkpointPath(step: step), folder.bestModelPath] {
      if let record = files.record(of: path), record.step == step, let scores = record.validation {
        return scores
      }
    }
    return nil
  }

  /// The seconds that the run took, over all its starts; nil where nobody has noted those before.
  var secondsSoFar: Double? {
    guard let before = secondsBefore, let now = clock.seconds else { return nil }
    return RunClock.rounded(before + now)
  }

  /// The passes over the training data up to a step, to the thousandth.
  func epoch(ofStep step: Int) -> Double? {
    var sum = 0.0
    for (index, steps) in work.stageSteps.enumerated() where steps.lowerBound < step {
      let count = min(step, steps.upperBound) - steps.lowerBound
      guard let epochs = work.epochs(after: count, of: index) else { return nil }
      sum += epochs
    }
    return RunClock.rounded(sum)
  }
}
