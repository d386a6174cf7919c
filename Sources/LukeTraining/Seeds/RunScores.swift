import LukeTasks

/// Watches a run for the scores of its final model.
final class RunScores: RunObserver {
  /// On the validation data.
  private(set) var validation: KeptScores?
  /// On the test data.
  private(set) var test: KeptScores?
  /// Whether steps have begun, or would have where none was left.
  private(set) var hasBegun = false
  /// Whether the final model lies on the disk, and all of its scores are known.
  private(set) var isOver = false

  func observe(_ event: RunEvent) {
    switch event {
    case .started: hasBegun = true
    case .finalScores(.validation, let scores): validation = KeptScores(scores)
    case .finalScores(.test, let scores): test = KeptScores(scores)
    case .finished: isOver = true
    default: break
    }
  }
}
