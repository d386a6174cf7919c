import LukeSystem
import LukeTasks

/// The observer that keeps `report.html`: a page on the run, made anew with every evaluation and at the end.
final class RunReport: RunObserver {
  private let folder: RunFolder
  private var steps = (done: 0, total: 0)
  private var newest: [EvaluationSplit: (step: Int, scores: TaskScores)] = [:]

  init(_ folder: RunFolder) { self.folder = folder }

  func observe(_ event: RunEvent) throws {
    switch event {
    case .started(let step, let total): steps = (step, total)
    case .step(let step): steps = (step.step, step.totalSteps)
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
  }
}
