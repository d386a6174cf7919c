import LukeCheckpoints
import LukeJSON
import LukeSystem
import LukeTasks

/// What a run without checkpoints has left: they are large, and removed by hand to make room.
enum RunRemains {
  /// Whether all there is to make has been made: the final model, whole, and no checkpoint.
  /// - Throws: what is wrong with the final model, where it is damaged.
  static func isFinished(_ folder: String, _ names: [String]) throws -> Bool {
    guard RunFiles.checkpoints(among: names).isEmpty, names.contains(RunFileName.finalModel)
    else { return false }
    try ModelFile.verify(folder + "/" + RunFileName.finalModel)
    return true
  }

  /// Throws where a run has been further than its first checkpoint, of which there is none any more: to
  /// begin at step 0 would cost it the best model, or the log of its steps.
  ///
  /// What was broken off before begins again, and loses nothing that it had saved.
  /// - Parameter firstCheckpoint: the step of the first checkpoint.
  static func checkNothingIsLost(_ folder: String, firstCheckpoint: Int) throws {
    let names = try RunFiles.list(folder)
    var remains = names.filter {
      [RunFileName.bestModel, RunFileName.damagedBestModel].contains($0)
    }
    let log = RunFileName.metrics
    let step = names.contains(log) ? try lastStep(inLog: folder + "/" + log) : 0
    // A best model has a score in the log, unless the log is gone.
    guard step > firstCheckpoint || step == 0 && !remains.isEmpty else { return }
    if step > 0 { remains.append("the log of \(counted(step, "step"))") }
    throw TrainingError.usage(
      "\(folder): has no checkpoint (\(RunFileName.checkpoints)) to go on from, and to begin at step 0 would "
        + "write over \(remains.joined(separator: " and ")); put a checkpoint back, or begin again with --fresh"
    )
  }

  /// The last step that a run log tells of; 0 where there is none.
  private static func lastStep(inLog path: String) throws -> Int {
    let bytes = try FileAccess.read(path, named: path, what: "run log")
    let steps = ByteLines.places(in: bytes).compactMap {
      (try? JSONParser.parse(bytes[$0]))?["step"]?.wholeNumber
    }
    return steps.max() ?? 0
  }
}
