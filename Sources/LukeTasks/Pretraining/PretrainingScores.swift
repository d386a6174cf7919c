import Foundation
import LukeAutodiff

/// How well hidden words and entities are found, added up over batches.
public struct PretrainingScores: Sendable {
  /// Sums over the hidden tokens of one kind.
  private struct Sums: Sendable {
    var count = 0
    var loss = 0.0
    var firsts = 0
    var reciprocalRanks = 0.0
    /// How often each label occurs.
    var labels: [Int32: Int] = [:]

    mutating func add(_ scores: VocabularyScores, labels: [Int32]) {
      count += scores.losses.count
      loss += scores.losses.reduce(0, +)
      firsts += scores.ranks.count { $0 == 1 }
      reciprocalRanks += scores.ranks.reduce(0) { $0 + 1 / Double($1) }
      for label in labels { self.labels[label, default: 0] += 1 }
    }

    func mean(_ sum: Double) -> Double { count == 0 ? 0 : sum / Double(count) }
    var meanLoss: Double { mean(loss) }
    var accuracy: Double { mean(Double(firsts)) }
    var meanReciprocalRank: Double { mean(reciprocalRanks) }
    /// The accuracy of always naming the most frequent label.
    var baseline: Double { mean(Double(labels.values.max() ?? 0)) }
  }

  private var words = Sums()
  private var entities = Sums()

  /// Nothing added yet.
  public init() {}

  /// Adds hidden words.
  public mutating func add(words scores: VocabularyScores, labels: [Int32]) {
    words.add(scores, labels: labels)
  }

  /// Adds hidden entities.
  public mutating func add(entities scores: VocabularyScores, labels: [Int32]) {
    entities.add(scores, labels: labels)
  }

  /// The scores for the run log and for people; the sum of both losses decides.
  public var taskScores: TaskScores { taskScores(decidedBy: .loss) }

  /// The scores for the run log and for people; of a loss of what was never hidden the sum decides.
  public func taskScores(decidedBy metric: PretrainingMetric) -> TaskScores {
    let loss = TaskScores.Value(name: "loss", value: words.meanLoss + entities.meanLoss)
    var values = [loss]
    var headline: [String] = []
    if words.count > 0 {
      values += [
        .init(name: "word_loss", value: words.meanLoss),
        .init(name: "word_accuracy", value: words.accuracy),
        .init(name: "word_perplexity", value: exp(words.meanLoss)),
      ]
      headline.append(
        String(format: "word loss %.4f accuracy %.2f", words.meanLoss, words.accuracy * 100))
    }
    if entities.count > 0 {
      values += [
        .init(name: "entity_loss", value: entities.meanLoss),
        .init(name: "entity_accuracy", value: entities.accuracy),
        .init(name: "entity_mean_reciprocal_rank", value: entities.meanReciprocalRank),
        .init(name: "entity_baseline_accuracy", value: entities.baseline),
      ]
      headline.append(
        String(
          format: "entity loss %.4f accuracy %.2f", entities.meanLoss, entities.accuracy * 100))
    }
    return TaskScores(
      loss: values.first { $0.name == metric.rawValue } ?? loss, values: values, table: table,
      headline: headline.joined(separator: ", "))
  }

  /// A line for each kind; accuracies in percent, `frequent` is that of always naming the most
  /// frequent one.
  private var table: String {
    func cell(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    func line(_ name: String, _ sums: Sums, _ perplexity: String, _ rank: String) -> String {
      name
        + cell(String(format: "%.4f", sums.meanLoss), 8)
        + cell(String(format: "%.2f", sums.accuracy * 100), 10)
        + cell(String(format: "%.2f", sums.baseline * 100), 10)
        + cell(perplexity, 12) + cell(rank, 8) + cell(String(sums.count), 9)
    }
    var lines = ["            loss  accuracy  frequent  perplexity     MRR   hidden"]
    if words.count > 0 {
      lines.append(
        line("words   ", words, String(format: "%.2f", exp(words.meanLoss)), ""))
    }
    if entities.count > 0 {
      lines.append(
        line("entities", entities, "", String(format: "%.4f", entities.meanReciprocalRank)))
    }
    return lines.joined(separator: "\n")
  }
}
