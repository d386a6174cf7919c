import Foundation
import LukeSystem

/// Precision, recall and F1 as lines of text with aligned columns.
struct ScoreTable {
  private var rows: [(name: String, counts: PrecisionRecall)] = []

  mutating func add(_ name: String, _ counts: PrecisionRecall) {
    rows.append((name.shownOnOneLine, counts))
  }

  /// The table with its heading; scores in percent.
  var text: String {
    let width = max(8, rows.map(\.name.count).max() ?? 0)
    let heading = pad("", width) + "  precision  recall      F1   gold  predicted  correct"
    return ([heading] + rows.map { line($0.name, $0.counts, width) }).joined(separator: "\n")
  }

  private func line(_ name: String, _ counts: PrecisionRecall, _ width: Int) -> String {
    pad(name, width)
      + String(
        format: "  %9.2f  %6.2f  %6.2f  %5d  %9d  %7d", counts.precision * 100,
        counts.recall * 100, counts.f1 * 100, counts.goldCount, counts.predictedCount,
        counts.correctCount)
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

extension PrecisionRecall {
  /// The three scores under names of the metrics log.
  func values(_ prefix: String = "") -> [TaskScores.Value] {
    [
      .init(name: prefix + "precision", value: precision),
      .init(name: prefix + "recall", value: recall), .init(name: prefix + "f1", value: f1),
    ]
  }
}
