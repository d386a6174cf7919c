import Foundation

/// How well choices were judged of which any number may be right.
///
/// Source: MultiRC's scores as SuperGLUE and the data sets of Hugging Face count them (`super_glue.py`): F1 of right
/// choices over those of all questions (F1a), the share of questions that are right as a whole (EM), and the mean
/// over questions of the macro F1 of right and wrong (F1m), all as scikit-learn's `f1_score` has them.
public struct SeveralChoiceScores: Hashable, Sendable {
  /// The number of questions with known answers.
  public private(set) var questionCount = 0
  /// How many of them were answered rightly as a whole.
  public private(set) var exactCount = 0
  /// Right choices of all questions.
  public private(set) var choices = PrecisionRecall()
  private var choiceCount = 0
  private var macroF1 = 0.0

  /// No questions yet.
  public init() {}

  /// Takes a question with so many choices; one whose answers are not known does not count.
  public mutating func add(answers: [Int]?, predicted: [Int], choiceCount: Int) {
    guard let answers else { return }
    let (right, found) = (Set(answers), Set(predicted))
    let shared = right.intersection(found).count
    let counts = PrecisionRecall(
      correctCount: shared, predictedCount: found.count, goldCount: right.count)
    let union = right.union(found).count
    let wrong = PrecisionRecall(
      correctCount: choiceCount - union, predictedCount: choiceCount - found.count,
      goldCount: choiceCount - right.count)
    // As scikit-learn: of the classes that occur.
    let classes = [counts, wrong].filter { $0.predictedCount + $0.goldCount > 0 }
    macroF1 += classes.reduce(0) { $0 + $1.f1 } / Double(classes.count)
    choices = .sum([choices, counts])
    questionCount += 1
    self.choiceCount += choiceCount
    if right == found { exactCount += 1 }
  }

  private func share(_ value: Double) -> Double {
    questionCount > 0 ? value / Double(questionCount) : 0
  }

  /// The share of questions that are right as a whole.
  public var exactMatch: Double { share(Double(exactCount)) }

  /// The mean over questions of the macro F1 of right and wrong.
  public var meanF1: Double { share(macroF1) }

  /// The F1 over all choices of whoever takes all of them.
  public var f1OfAll: Double {
    PrecisionRecall(
      correctCount: choices.goldCount, predictedCount: choiceCount, goldCount: choices.goldCount
    ).f1
  }

  /// The scores as a run log and a reader have them.
  var scores: TaskScores {
    let deciding = TaskScores.Value(name: "f1_a", value: choices.f1)
    return TaskScores(
      deciding: deciding,
      values: [
        deciding, .init(name: "exact_match", value: exactMatch),
        .init(name: "f1_m", value: meanF1), .init(name: "precision", value: choices.precision),
        .init(name: "recall", value: choices.recall), .init(name: "all_f1_a", value: f1OfAll),
      ],
      table: String(
        format:
          "F1 of all answers %.2f (precision %.2f, recall %.2f; %.2f for whoever takes all), exact match "
          + "%.2f (%d of %d questions), mean F1 of questions %.2f", choices.f1 * 100,
        choices.precision * 100, choices.recall * 100, f1OfAll * 100, exactMatch * 100, exactCount,
        questionCount, meanF1 * 100))
  }
}
