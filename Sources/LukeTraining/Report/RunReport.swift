import LukeSystem
import LukeTasks

/// The observer that keeps `report.html`: a page on the run, made when its steps begin and anew with every
/// evaluation, at the end, and now and then in between.
final class RunReport: RunObserver {
  private let folder: RunFolder
  private var steps = (done: 0, total: 0)
  private var newest: [EvaluationSplit: (step: Int, scores: TaskScores)] = [:]
  private var lastWritten = ContinuousClock.now

  /// How long a page may be behind the run.
  private static let patience = Duration.seconds(60)

  init(_ folder: RunFolder) { self.folder = folder }

  func observe(_ event: RunEvent) throws {
    switch event {
    case .started(let step, let total):
      steps = (step, total)
      try write()
    case .step(let step):
      steps = (step.step, step.totalSteps)
      if step.isLogged, .now - lastWritten > Self.patience { try write() }
    case .evaluation(let evaluation):
      newest[evaluation.split] = (evaluation.step, evaluation.scores)
      if evaluation.split == .validation { try write() }
    case .finalScores(let split, let scores):
      newest[split] = (newest[split]?.step ?? steps.done, scores)
    case .finished(let path): try write(model: path)
    default: break
    }
  }

  private func write(model: String? = nil) throws {
    let page = ReportPage(
      recipe: folder.recipe, folder: folder.path, title: RealPath.name(of: folder.path),
      history: RunHistory(folder.path), steps: steps,
      scores: [.validation, .test].compactMap { split in
        newest[split].map { (split, $0.step, $0.scores) }
      }, modelPath: model)
    try AtomicFile.write(page.text().utf8, to: folder.reportPath)
    lastWritten = .now
  }
}
