import Foundation

/// Scores of a model on a corpus.
public struct TaskScores: Sendable {
  /// A score under the name of the metrics log.
  public struct Value: Hashable, Sendable {
    /// For example `f1` or `PER/f1`.
    public let name: String
    /// From 0 to 1.
    public let value: Double

    /// Creates a score.
    public init(name: String, value: Double) {
      (self.name, self.value) = (name, value)
    }
  }

  /// The score that decides which model is best.
  public let deciding: Value
  /// All scores, the deciding one among them.
  public let values: [Value]
  /// The scores as a table for people.
  public let table: String
  /// What a report says of them in one line, for example `f1 53.20`.
  public let headline: String
  /// The deciding score as a number that is higher the better the model is.
  public let rank: Double

  /// What was answered and what is annotated, counted; nil where nobody counts.
  package var tally: AnswerTally?
  /// The answers that were scored, held against what is annotated; nil where none are kept.
  package var answers: ScoredAnswers?

  /// Scores that the highest share decides, named in percent.
  public init(deciding: Value, values: [Value], table: String) {
    (self.deciding, self.values, self.table) = (deciding, values, table)
    headline = deciding.name + String(format: " %.2f", deciding.value * 100)
    rank = deciding.value
  }

  /// Scores that the lowest loss decides.
  public init(loss: Value, values: [Value], table: String, headline: String) {
    (deciding, self.values, self.table, self.headline) = (loss, values, table, headline)
    rank = -loss.value
  }
}
