/// The score that decides which model is best.
public enum SequenceMetric: String, Hashable, Sendable, Codable, CaseIterable {
  /// The share of right answers.
  case accuracy
  /// F1 of the positive of two classes; of several labels for each text, of all of them together.
  case f1
  /// The mean of all classes' F1.
  case macroF1 = "macro_f1"
  /// Matthews' correlation, as for CoLA.
  case matthews
  /// Pearson's correlation of scores.
  case pearson
  /// Spearman's correlation of scores.
  case spearman
  /// The mean of Pearson's and Spearman's correlation, as for STS-B.
  case pearsonSpearman = "pearson_spearman"
}
