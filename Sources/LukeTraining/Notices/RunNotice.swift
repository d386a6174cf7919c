/// Something that a run notices of itself and that is likely not what was meant: said once in a run, when it
/// happens, and kept in the run log.
public struct RunNotice: Hashable, Sendable {
  /// When it is noticed.
  public enum Moment: String, Hashable, Sendable {
    /// Before the first step.
    case beginning
    /// After a step, by its loss.
    case steps
    /// After the validation data were scored.
    case evaluation
    /// When the final model is there.
    case end
  }

  /// What it is called in the run log, for example `nothing_predicted`.
  public var name: String
  /// The optimizer steps done.
  public var step: Int
  /// When it is noticed.
  public var moment: Moment
  /// What is so, why that may be and which key changes it, in a sentence.
  public var text: String

  /// Creates a notice.
  public init(_ name: String, step: Int, at moment: Moment, _ text: String) {
    (self.name, self.step, self.moment, self.text) = (name, step, moment, text)
  }
}
