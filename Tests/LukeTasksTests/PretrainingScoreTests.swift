import Foundation
import LukeAutodiff
import LukeTasks
import Testing

/// What is shown of pretraining, and which of two models is better.
@Suite struct PretrainingScoreTests {
  /// The scores of answers, of which each is one of four classes, with a margin over the others.
  private func scores(_ answers: [Int], labels: [Int32], margin: Float) -> VocabularyScores {
    let rows = answers.flatMap { answer in (0..<4).map { $0 == answer ? margin : 0 } }
    let identity = (0..<16).map { Float($0 / 4 == $0 % 4 ? 1 : 0) }
    return VocabularyScores(
      Tensor(rows, rows: answers.count, columns: 4),
      weight: Tensor(identity, rows: 4, columns: 4),
      bias: Tensor([0, 0, 0, 0], rows: 1, columns: 4), labels: labels)
  }

  /// Of five hidden words three are the same, of two entities none.
  @Test func theTableHasWhatNamingTheMostFrequentWouldReach() throws {
    var sums = PretrainingScores()
    sums.add(words: scores([0, 1, 2], labels: [0, 0, 0], margin: 0), labels: [3, 3, 1])
    sums.add(words: scores([0, 1], labels: [0, 0], margin: 0), labels: [3, 2])
    sums.add(entities: scores([0, 1], labels: [0, 3], margin: 0), labels: [0, 3])
    let lines = sums.taskScores.table.split(separator: "\n").map { line in
      line.split(separator: " ").map(String.init)
    }
    try #require(lines.count == 3)
    #expect(lines[0] == ["loss", "accuracy", "frequent", "perplexity", "MRR", "hidden"])
    #expect(lines[1][0] == "words" && lines[1][3] == "60.00" && lines[1].last == "5")
    #expect(lines[2][0] == "entities" && lines[2][3] == "50.00" && lines[2].last == "2")
    let baseline = sums.taskScores.values.first { $0.name == "entity_baseline_accuracy" }
    #expect(baseline?.value == 0.5)
  }

  /// The sum of both losses decides, whatever the accuracies are.
  @Test func theLowerLossIsBetter() {
    func model(words: Float, entities: Float) -> TaskScores {
      var sums = PretrainingScores()
      sums.add(words: scores([0, 1], labels: [0, 1], margin: words), labels: [0, 1])
      sums.add(entities: scores([2], labels: [2], margin: entities), labels: [2])
      return sums.taskScores
    }
    let (even, better, uneven) = (
      model(words: 1, entities: 1), model(words: 2, entities: 1), model(words: 3, entities: 0)
    )
    for scores in [even, better, uneven] {
      func value(_ name: String) -> Double {
        scores.values.first { $0.name == name }?.value ?? .nan
      }
      #expect(scores.deciding.name == "loss")
      #expect(scores.deciding.value == value("word_loss") + value("entity_loss"))
      #expect(scores.rank == -scores.deciding.value)
    }
    #expect(better.rank > even.rank)
    #expect(better.rank > uneven.rank)
    // Each loss can decide.
    var both = PretrainingScores()
    both.add(words: scores([0, 1], labels: [0, 1], margin: 1), labels: [0, 1])
    both.add(entities: scores([2], labels: [2], margin: 3), labels: [2])
    for metric in PretrainingMetric.allCases {
      let decided = both.taskScores(decidedBy: metric)
      #expect(decided.deciding.name == metric.rawValue)
      #expect(decided.deciding == decided.values.first { $0.name == metric.rawValue })
      #expect(decided.rank == -decided.deciding.value)
    }
    // What is hidden of one kind alone.
    var words = PretrainingScores()
    words.add(words: scores([0], labels: [1], margin: 1), labels: [1])
    #expect(words.taskScores.deciding.value == words.taskScores.values[1].value)
    #expect(words.taskScores(decidedBy: .entityLoss).deciding.name == "loss")
  }
}
