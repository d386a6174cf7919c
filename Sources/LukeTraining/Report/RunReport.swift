import LukeSystem
import LukeTasks

/// The observer that keeps `report.html`: a page on the run, made when its steps begin and anew with every
/// evaluation, at the end, and now and then in between, for at most a fiftieth of the time.
final class RunReport: RunObserver {
  private let folder: RunFolder
  private var steps = (done: 0, total: 0)
  private var newest: [EvaluationSplit: (step: Int, scores: TaskScores)] = [:]
  private var lastWritten = ContinuousClock.now
  /// How long the newest page took to be made.
  private var cost = Duration.zero
  /// Whether there are scores that the newest page does not have.
  private var isBehind = false

  /// How long a page may be behind the run.
  private static let patience = Duration.seconds(60)

  /// Whether another page costs little beside the time since the newest one: it tells of the whole run, and of a
  /// long one with an evaluation every few steps it would take more time than they do.
  private var isCheap: Bool { .now - lastWritten > cost * 50 }

  init(_ folder: RunFolder) { self.folder = folder }

  func observe(_ event: RunEvent) throws {
    switch event {
    case .started(let step, let total):
      steps = (step, total)
      try write()
    case .step(let step):
      steps = (step.step, step.totalSteps)
      if step.isLogged, .now - lastWritten > Self.patience, isCheap { try write() }
    case .evaluation(let evaluation):
      newest[evaluation.split] = (evaluation.step, evaluation.scores)
      isBehind = true
      if evaluation.split == .validation, isCheap { try write() }
    // Between a signal and the checkpoint there is no time for it.
    case .stepsEnded: if isBehind, !InterruptFlag.current.isRaised { try write() }
    case .finalScores(let split, let scores):
      newest[split] = (newest[split]?.step ?? steps.done, scores)
    case .finished(let path): try write(model: path)
    default: break
    }
  }

  private func write(model: String? = nil) throws {
    let start = ContinuousClock.now
    let page = ReportPage(
      recipe: folder.recipe, folder: folder.path, title: RealPath.name(of: folder.path),
      history: RunHistory(folder.path), steps: steps,
      scores: [.validation, .test].compactMap { split in
        newest[split].map { (split, $0.step, $0.scores) }
      }, modelPath: model)
    try AtomicFile.write(page.text().utf8, to: folder.reportPath)
    (lastWritten, isBehind) = (.now, false)
    cost = lastWritten - start
  }
}
