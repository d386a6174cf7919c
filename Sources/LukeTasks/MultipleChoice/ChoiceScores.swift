import Foundation

/// How many questions were answered rightly.
public struct ChoiceScores: Hashable, Sendable {
  /// The number of questions with a known answer.
  public private(set) var questionCount = 0
  /// How many of them were answered rightly.
  public private(set) var rightCount = 0
  private var chance = 0.0

  /// No questions yet.
  public init() {}

  /// Takes a question with so many choices; one whose answer is not known does not count.
  public mutating func add(answer: Int?, predicted: Int, choiceCount: Int) {
    guard let answer else { return }
    questionCount += 1
    if answer == predicted { rightCount += 1 }
    chance += 1 / Double(choiceCount)
  }

  /// The share of right answers, 0 where there are no questions.
  public var accuracy: Double {
    questionCount > 0 ? Double(rightCount) / Double(questionCount) : 0
  }

  /// The accuracy of whoever guesses.
  public var accuracyOfChance: Double { questionCount > 0 ? chance / Double(questionCount) : 0 }

  /// The scores as a run log and a reader have them.
  var scores: TaskScores {
    let deciding = TaskScores.Value(name: "accuracy", value: accuracy)
    return TaskScores(
      deciding: deciding,
      values: [deciding, .init(name: "chance_accuracy", value: accuracyOfChance)],
      table: String(
        format: "accuracy %.2f (%d of %d right); by chance %.2f", accuracy * 100, rightCount,
        questionCount, accuracyOfChance * 100))
  }
}
