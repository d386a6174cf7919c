import Foundation

/// How many questions were answered rightly, and how near the others came.
///
/// Source: ReCoRD's official `evaluate.py`: of all answers the best one counts, in SQuAD's small letters without
/// punctuation and articles; a question without a prediction is wrong.
public struct ClozeScores: Hashable, Sendable {
  /// The number of questions with known answers.
  public private(set) var questionCount = 0
  private var exactCount = 0
  private var overlap = 0.0
  private var chance = 0.0

  /// No questions yet.
  public init() {}

  /// Takes a question with the text that was predicted, the right ones, and those of all candidates; one
  /// without answers does not count.
  public mutating func add(predicted: String?, answers: [String], candidates: [String]) {
    if answers.isEmpty { return }
    questionCount += 1
    let words = AnswerNormalization.squad.words(of:)
    let right = answers.map(words)
    if let found = predicted.map(words) {
      if right.contains(found) { exactCount += 1 }
      overlap += right.map { AnswerOverlap.f1(predicted: found, gold: $0) }.max() ?? 0
    }
    if !candidates.isEmpty {
      chance += Double(candidates.count { right.contains(words($0)) }) / Double(candidates.count)
    }
  }

  private func share(_ value: Double) -> Double {
    questionCount > 0 ? value / Double(questionCount) : 0
  }

  /// The share of questions whose answer is one of the right ones, 0 where there are no questions.
  public var exactMatch: Double { share(Double(exactCount)) }

  /// The mean overlap in words with the right answer that is nearest, as F1.
  public var f1: Double { share(overlap) }

  /// The exact match of whoever takes a candidate at random.
  public var exactMatchOfChance: Double { share(chance) }

  /// The scores as a run log and a reader have them.
  var scores: TaskScores {
    let deciding = TaskScores.Value(name: "exact_match", value: exactMatch)
    return TaskScores(
      deciding: deciding,
      values: [
        deciding, .init(name: "f1", value: f1),
        .init(name: "chance_exact_match", value: exactMatchOfChance),
      ],
      table: String(
        format: "exact match %.2f (%d of %d right), F1 %.2f; by chance %.2f", exactMatch * 100,
        exactCount, questionCount, f1 * 100, exactMatchOfChance * 100))
  }
}
