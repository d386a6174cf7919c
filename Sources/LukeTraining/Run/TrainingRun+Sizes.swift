import LukeAutodiff
import LukeTasks

/// How large a run is, in words.
extension TrainingRun {
  /// One line on the size of the run.
  var summary: String {
    let trained = work.stages.count == 1 ? ", " + trainedNote(work.stages[0]) : ""
    return "\(work.store.valueCount) parameters\(trained); \(work.sizeNote), "
      + "\(counted(work.stepCount, "step")), " + counted(WorkerPool.shared.threadCount, "thread")
  }

  private func trainedNote(_ stage: TrainingStage) -> String {
    let trained = work.store.parameters.filter(stage.isTrained).reduce(0) { $0 + $1.count }
    return "\(trained) of them trained"
  }

  func noteStage(_ index: Int) throws {
    guard work.stages.count > 1 else { return }
    let stage = work.stages[index]
    try note(
      "stage \(index + 1) of \(work.stages.count): \(counted(stage.stepCount, "step")), "
        + "\(work.store.valueCount) parameters, \(trainedNote(stage))")
  }
}
