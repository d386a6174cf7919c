/// The score that decides which model is best.
public enum RelationMetric: String, Hashable, Sendable, Codable, CaseIterable {
  /// F1 over all relations but the negative one together, as for TACRED and KBP37.
  case microF1 = "micro_f1"
  /// The mean F1 of the relations but the negative one, right only with the right direction, as
  /// SemEval-2010 task 8's official scorer counts.
  case directedMacroF1 = "directed_macro_f1"
  /// The mean F1 of all relations, the negative one among them, as scikit-learn's macro average.
  case macroF1 = "macro_f1"
  /// The share of right answers, the negative relation among them.
  case accuracy
}
