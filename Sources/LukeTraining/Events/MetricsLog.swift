import LukeJSON
import LukeTasks

/// The observer that keeps the run log, `metrics.jsonl`: a line for every tenth step, for each leap of
/// the loss, for each evaluation and for what the run notices of itself.
final class MetricsLog: RunObserver {
  private let folder: RunFolder

  init(_ folder: RunFolder) { self.folder = folder }

  func observe(_ event: RunEvent) throws {
    switch event {
    case .step(let step) where step.isLogged:
      try write(
        [("step", .integer(step.step)), ("loss", .double(step.loss))]
          + step.lossParts.map { ($0.name, .double($0.value)) }
          + [("learning_rate", .double(step.learningRate))]
          + (step.epoch.map { [("epoch", .double($0))] } ?? [])
          + (step.gradientNorm.map { [("gradient_norm", .double($0))] } ?? [])
          + (step.skippedSteps.map { [("skipped_steps", .integer($0))] } ?? []))
    case .spike(let step, let loss, let usual):
      try write([
        ("step", .integer(step)), ("spike", .double(loss)), ("usual_loss", .double(usual)),
      ])
    case .evaluation(let evaluation):
      let files = JSONValue.array(evaluation.fileChecksums.map { .integer(Int($0)) })
      try write(
        [("step", .integer(evaluation.step)), ("split", .string(evaluation.split.rawValue))]
          + (evaluation.fileChecksums.isEmpty ? [] : [(Self.checksumsKey, files)])
          + evaluation.scores.values.map { ($0.name, .double($0.value)) })
    case .notice(let notice):
      try write([
        ("step", .integer(notice.step)), (Self.noticeKey, .string(notice.name)),
        (Self.momentKey, .string(notice.moment.rawValue)), ("text", .string(notice.text)),
      ])
    default: break
    }
  }

  /// The key of the files that were scored.
  static let checksumsKey = "file_checksums"
  /// The keys of what was noticed, and of when.
  static let (noticeKey, momentKey) = ("notice", "noticed_at")

  private func write(_ members: [(String, JSONValue)]) throws {
    try folder.appendMetrics(
      JSONValue.object(members.map { JSONValue.Member(key: $0.0, value: $0.1) }).compactText)
  }
}
