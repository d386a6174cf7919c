/// The loss on held-out text that decides which model of a pretraining is best.
public enum PretrainingMetric: String, Hashable, Sendable, CaseIterable {
  /// The mean loss of hidden words plus that of hidden entities.
  case loss
  /// The mean loss of hidden words.
  case wordLoss = "word_loss"
  /// The mean loss of hidden entities.
  case entityLoss = "entity_loss"
}
