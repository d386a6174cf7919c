/// The score that decides which model is best.
public enum TypingMetric: String, Hashable, Sendable, Codable, CaseIterable {
  /// Loose micro-F1: over the types of all mentions together.
  case f1
  /// Loose macro-F1: of the mentions' mean precision and mean recall.
  case macroF1 = "macro_f1"
  /// The share of mentions whose types are all right, with none too many.
  case accuracy
}
