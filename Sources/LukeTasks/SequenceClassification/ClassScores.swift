/// How well texts were given one class each.
///
/// Source of the definitions: scikit-learn's `accuracy_score`, `f1_score` and `matthews_corrcoef`, which
/// GLUE's scorers are.
public struct ClassScores: Hashable, Sendable {
  /// The share of right answers.
  public let accuracy: Double
  /// For each class that is annotated or answered.
  public let byLabel: [String: PrecisionRecall]
  /// Matthews' correlation, from -1 to 1, also of more than two classes; 0 where all annotations or all
  /// answers are the same.
  public let matthews: Double

  /// Scores answers for the annotated classes at the same places.
  public init(gold: [String], predicted: [String]) {
    precondition(gold.count == predicted.count, "one prediction for each example")
    var counts: [String: PrecisionRecall] = [:]
    for (truth, answer) in zip(gold, predicted) {
      counts[truth, default: .init()].goldCount += 1
      counts[answer, default: .init()].predictedCount += 1
      if truth == answer { counts[truth, default: .init()].correctCount += 1 }
    }
    byLabel = counts
    let (total, right) = (
      Double(gold.count), Double(counts.values.reduce(0) { $0 + $1.correctCount })
    )
    accuracy = gold.isEmpty ? 0 : right / total
    let both = counts.values.reduce(0) { $0 + Double($1.goldCount) * Double($1.predictedCount) }
    let goldSquares = counts.values.reduce(0) { $0 + Double($1.goldCount) * Double($1.goldCount) }
    let answerSquares = counts.values.reduce(0) {
      $0 + Double($1.predictedCount) * Double($1.predictedCount)
    }
    let spread = (total * total - goldSquares) * (total * total - answerSquares)
    matthews = spread > 0 ? (right * total - both) / spread.squareRoot() : 0
  }

  /// The mean F1 of all classes that are annotated or answered.
  public var macroF1: Double {
    if byLabel.isEmpty { return 0 }
    // In sorted order, so that the sum does not depend on the order of a hash table.
    return byLabel.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value.f1 } / Double(byLabel.count)
  }
}
