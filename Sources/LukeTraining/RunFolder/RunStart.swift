/// What a run does with a folder that already holds one.
public enum RunStart: Hashable, Sendable {
  /// Refuse it.
  case new
  /// Continue from its newest whole checkpoint; from the beginning where there is none yet, and neither
  /// a model nor the log of a step.
  case resume
  /// Remove its files and begin again.
  case fresh
}
