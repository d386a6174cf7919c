import LukeCheckpoints
import LukeJSON
import LukeSystem
import LukeTasks

/// What a run without checkpoints has left: they are large, and removed by hand to make room.
enum RunRemains {
  /// Whether all there is to make has been made: the final model, whole.
  /// - Throws: `TrainingError.usage` where the run stands nowhere, and to begin at step 0 would cost it the
  ///   best model, or the log of its steps; what is wrong with the final model, where it is damaged.
  static func isFinished(_ folder: String, _ names: [String]) throws -> Bool {
    if names.contains(where: { RunFiles.step(of: $0) != nil }) { return false }
    if names.contains("model.h5") {
      try ModelFile.verify(folder + "/model.h5")
      return true
    }
    var remains = names.filter { ["best.h5", "best.h5.damaged"].contains($0) }
    let step = names.contains("metrics.jsonl") ? try lastStep(inLog: folder + "/metrics.jsonl") : 0
    if step > 0 { remains.append("the log of \(counted(step, "step"))") }
    if remains.isEmpty { return false }
    throw TrainingError.usage(
      "\(folder): has no checkpoint (step-*.h5) to go on from, and to begin at step 0 would write over "
        + "\(remains.joined(separator: " and ")); put a checkpoint back, or begin again with --fresh"
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
