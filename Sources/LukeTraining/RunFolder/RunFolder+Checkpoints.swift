import Logging
import LukeSystem

/// A training checkpoint in a run folder.
public struct RunCheckpoint: Hashable, Sendable {
  /// The optimizer steps done when it was written.
  public var step: Int
  /// The path of the file.
  public var path: String
}

extension RunFolder {
  /// Where the checkpoint of a step goes: `step-00001200.h5`.
  public func checkpointPath(step: Int) -> String {
    path + "/" + RunFileName.checkpoint(step: step)
  }

  /// The checkpoints, newest first.
  public func checkpoints() throws -> [RunCheckpoint] {
    RunFiles.checkpoints(among: try RunFiles.list(path))
      .map { RunCheckpoint(step: $0.step, path: path + "/" + $0.name) }
  }

  /// Removes all but the newest `count` checkpoints up to `step`, of which the newest is whole.
  ///
  /// Those of later steps go, too: a run that stands at this step has passed over them, since they are
  /// damaged.
  public func removeCheckpoints(keepingLast count: Int, upTo step: Int = .max) throws {
    let all = try checkpoints()
    let kept = all.filter { $0.step <= step }.prefix(count)
    // The newest goes last: it is that from which a run goes on that is ended meanwhile.
    let names = all.filter { !kept.contains($0) }.reversed().map {
      $0.path.dropFirst(path.count + 1)
    }
    try RunFiles.remove(names.map(String.init), in: path)
    if names.isEmpty { return }
    Logger.files.debug(
      "removed checkpoints", metadata: ["files": "\(names.joined(separator: " "))"])
  }

  /// Removes what a finished run needs no more: all checkpoints but the last ones and, where none is kept, the best
  /// model beside the final one; else both are one file of two names.
  func makeRoom(_ recipe: Recipe, _ state: RunState) throws {
    let count = recipe.training.keepLast
    let bestIsFinal = recipe.keepsBest && state.bestStep != nil
    try removeCheckpoints(keepingLast: count, upTo: state.step)
    if count == 0 {
      // Without checkpoints the run is finished, whatever else is there.
      try RunFiles.remove([RunFileName.bestModel], in: path)
    } else if bestIsFinal, FileStatus(bestModelPath)?.isFile == true {
      try AtomicFile.link(bestModelPath, toFile: finalModelPath)
    }
  }

  /// Where the run that is continued stands, as the newest checkpoint says that can be read; nil for none.
  var newestState: RunState? {
    guard isResumed, let checkpoints = try? checkpoints() else { return nil }
    return checkpoints.lazy.compactMap { RunState(ofCheckpoint: $0.path) }.first
  }

  /// Where the run can go on from, in a sentence.
  var checkpointNote: String {
    guard let newest = try? checkpoints().first else { return "there is no checkpoint yet" }
    return "the last good checkpoint is \(newest.path); --resume goes on from it"
  }
}
