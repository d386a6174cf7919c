/// What a run does with a folder that already holds one.
public enum RunStart: Hashable, Sendable {
  /// Refuse it.
  case new
  /// Continue from its newest whole checkpoint; from the beginning when there is none.
  case resume
  /// Remove its files and begin again.
  case fresh
}
