/// How far the run in a folder is, as its files tell.
struct RunStanding {
  /// Whether another process writes it.
  let isTaken: Bool
  /// Whether its final model is there.
  private let hasFinalModel: Bool
  /// What its newest checkpoint says; nil where there is none.
  let state: RunState?

  /// - Parameter names: the names of everything in the folder.
  init(_ folder: String, _ names: [String]) {
    isTaken = FolderLock.isTaken(folder)
    hasFinalModel = names.contains(RunFileName.finalModel)
    state =
      RunFiles.checkpoints(among: names).lazy
      .compactMap { RunState(ofCheckpoint: folder + "/" + $0.name) }.first
  }

  /// Whether all steps are taken and the final model is there, which in a run that was made longer is of the shorter one
  /// until then.
  var isFinished: Bool {
    let isShort = state.map { !$0.isStopped && $0.step < stepCount ?? 0 } ?? false
    return hasFinalModel && !isTaken && !isShort
  }

  /// The steps that were planned when the newest checkpoint was written.
  var stepCount: Int? { state?.plan.map { $0.reduce(0) { $0 + $1.stepCount } } }

  /// What it is called in JSON.
  var name: String { isTaken ? "running" : isFinished ? "finished" : "not finished" }
}
