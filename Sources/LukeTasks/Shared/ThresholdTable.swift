/// What becomes of precision and recall where answers are left out that a model is not sure enough of.
package struct ThresholdTable: Hashable, Sendable {
  /// What answers at least so sure come to.
  package struct Row: Hashable, Sendable {
    package var threshold: Double
    /// How many answers there are, and how many of them are right.
    package var answered, right: Int
    /// The share of them that is right, and of what is annotated that which is found; 0 where there is none.
    package var precision, recall: Double

    /// The harmonic mean of both.
    package var f1: Double {
      precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
    }
  }

  /// A row for each threshold, from none on.
  package let rows: [Row]

  private static let thresholds =
    (0..<10).map { Double($0) / 10 } + [0.95, 0.98, 0.99, 0.995, 0.999]

  /// - Parameters:
  ///   - answers: how sure the model was of each answer, and whether it is right.
  ///   - annotatedCount: how many would be right.
  package init(_ answers: [JudgedAnswer.Confidence], annotatedCount: Int) {
    rows = Self.thresholds.map { threshold in
      let sure = answers.filter { Double($0.score) >= threshold }
      let right = sure.count(where: \.isRight)
      return Row(
        threshold: threshold, answered: sure.count, right: right,
        precision: sure.isEmpty ? 0 : Double(right) / Double(sure.count),
        recall: annotatedCount == 0 ? 0 : Double(right) / Double(annotatedCount))
    }
  }

  /// A table with a heading, parted by tabs.
  package var tabbedLines: [String] {
    ["threshold\tanswered\tright\tprecision\trecall\tf1"]
      + rows.map { row in
        "\(row.threshold)\t\(row.answered)\t\(row.right)\t\(row.precision)\t\(row.recall)\t\(row.f1)"
      }
  }
}
