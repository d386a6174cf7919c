import Foundation
import LukeSystem
import LukeTasks

/// How long a run takes to write its files, each as it writes them.
struct WritingTimes {
  /// The seconds of a checkpoint.
  let checkpoint: Double
  /// The seconds of a model.
  let model: Double

  /// Writes one of each into a folder of its own among the temporary files, and removes them again; nil where that
  /// cannot be done, for whatever reason: a run says what it is.
  /// - Throws: an `Interruption` for a signal that came meanwhile; the files are gone then, too.
  init?<Work: TrainingWork>(
    _ recipe: Recipe, _ work: Work, _ starting: StartingModel, _ stage: RunningStage
  ) throws {
    // A folder that TMPDIR names and that is not there is not made.
    guard FileAccess.isFolder(NSTemporaryDirectory()) else { return nil }
    // A signal that ended the process here would leave the files there.
    InterruptFlag.current.heed(atStake: nil)
    let path = NSTemporaryDirectory() + "luke-train-plan-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      let folder = try RunFolder.open(path, for: recipe, start: .new)
      let files = RunModelFiles(
        folder: folder, recipe: recipe, starting: starting, store: work.store)
      let record = TrainingRun<Work>.record(recipe, work, starting)
      let clock = ContinuousClock()
      let ofCheckpoint = try clock.measure {
        try files.writeCheckpoint(RunState(), stage.optimizer, record)
      }
      let ofModel = try clock.measure { try files.writeModel(to: folder.finalModelPath, record) }
      (checkpoint, model) = (ofCheckpoint / .seconds(1), ofModel / .seconds(1))
      try InterruptFlag.current.check()
    } catch let error as any UserError where !(error is Interruption) {
      return nil
    }
  }
}
