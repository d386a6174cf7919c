import Foundation
import LukeTasks

/// The observer that writes event files for TensorBoard into the run folder: one of each process that has a part in
/// the run.
///
/// Losses, learning rate, gradient norm and epoch of every tenth step under `train/`, their speed under `speed/`,
/// and all scores under the name of the data that were scored.
final class TensorBoardLog: RunObserver {
  private let folder: RunFolder
  private var file: EventFile?
  private var speed = StepSpeed()

  init(_ folder: RunFolder) { self.folder = folder }

  func observe(_ event: RunEvent) throws {
    let now = ContinuousClock.now
    let time = Date.now.timeIntervalSince1970
    switch event {
    case .started(let step, _):
      let name = RunFileName.events(since: Int(time), process: getpid())
      file = try EventFile(folder.path + "/" + name, after: step, at: time)
      speed.begin(at: now)
    case .step(let step) where step.isLogged:
      try file?.add(numbers(of: step, at: now), step: step.step, at: time)
    case .began(let activity): speed.begin(activity, at: now)
    case .ended(let activity): _ = speed.end(activity, at: now)
    case .evaluation(let evaluation):
      try file?.add(
        evaluation.scores.values.map { ("\(evaluation.split.rawValue)/\($0.name)", $0.value) },
        step: evaluation.step, at: time)
    default: break
    }
  }

  private func numbers(
    of step: RunStep, at now: ContinuousClock.Instant
  ) -> [(tag: String, value: Double)] {
    let pace = speed.pace(of: step, at: now)
    let known: [(String, Double?)] =
      [("train/loss", step.loss)] + step.lossParts.map { ("train/" + $0.name, $0.value) } + [
        ("train/learning_rate", step.learningRate), ("train/epoch", step.epoch),
        ("train/gradient_norm", step.gradientNorm),
        ("speed/words_per_second", pace?.wordsPerSecond),
        ("speed/share_of_product_rate", pace?.shareOfProductRate),
      ]
    return known.compactMap { tag, value in value.map { (tag, $0) } }
  }
}
