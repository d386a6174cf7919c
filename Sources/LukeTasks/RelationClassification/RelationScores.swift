/// The scores of relations against the annotated ones.
public struct RelationScores: Hashable, Sendable {
  /// The share of right answers, the negative relation among them.
  public let accuracy: Double
  /// Over all relations but the negative one together, as TACRED's scorer counts.
  public let micro: PrecisionRecall
  /// For each relation that is annotated or predicted, the negative one too.
  public let byLabel: [String: PrecisionRecall]
  /// For each annotated relation but the negative one, its two directions taken together, an answer
  /// being right only with the right direction.
  public let byDirectedRelation: [String: PrecisionRecall]

  /// Scores predictions for the annotated relations at the same places; nil is no answer, which is
  /// wrong and counts for no relation.
  public init(gold: [String], predicted: [String?], negativeLabel: String) {
    precondition(gold.count == predicted.count, "one prediction for each example")
    var byLabel: [String: PrecisionRecall] = [:]
    var byRelation: [DirectedRelation: PrecisionRecall] = [:]
    for (truth, answer) in zip(gold, predicted) {
      byLabel[truth, default: .init()].goldCount += 1
      byRelation[DirectedRelation(truth), default: .init()].goldCount += 1
      guard let answer else { continue }
      byLabel[answer, default: .init()].predictedCount += 1
      byRelation[DirectedRelation(answer), default: .init()].predictedCount += 1
      if truth == answer {
        byLabel[truth, default: .init()].correctCount += 1
        byRelation[DirectedRelation(truth), default: .init()].correctCount += 1
      }
    }
    self.byLabel = byLabel
    let correctCount = byLabel.values.reduce(0) { $0 + $1.correctCount }
    accuracy = gold.isEmpty ? 0 : Double(correctCount) / Double(gold.count)
    micro = .sum(byLabel.filter { $0.key != negativeLabel }.map(\.value))
    let annotated = byRelation.filter { $0.key.name != negativeLabel && $0.value.goldCount > 0 }
    byDirectedRelation = Dictionary(
      uniqueKeysWithValues: annotated.map { (String($0.key.name), $0.value) })
  }

  /// SemEval-2010 task 8's official score: the mean F1 over the annotated relations but the negative
  /// one, direction counted, "(9+1)-way evaluation taking directionality into account".
  public var directedMacroF1: Double { mean(\.f1) }

  /// The mean precision that goes with ``directedMacroF1``.
  public var directedMacroPrecision: Double { mean(\.precision) }

  /// The mean recall that goes with ``directedMacroF1``.
  public var directedMacroRecall: Double { mean(\.recall) }

  /// The mean F1 of all relations that are annotated or answered, the negative one among them.
  ///
  /// Source: scikit-learn's `f1_score` with `average="macro"`; no answer is of no relation.
  public var macroF1: Double { Self.mean(byLabel, \.f1) }

  /// The mean precision that goes with ``macroF1``.
  public var macroPrecision: Double { Self.mean(byLabel, \.precision) }

  /// The mean recall that goes with ``macroF1``.
  public var macroRecall: Double { Self.mean(byLabel, \.recall) }

  /// The value of a metric.
  public func value(of metric: RelationMetric) -> Double {
    switch metric {
    case .microF1: micro.f1
    case .directedMacroF1: directedMacroF1
    case .macroF1: macroF1
    case .accuracy: accuracy
    }
  }

  private func mean(_ score: (PrecisionRecall) -> Double) -> Double {
    Self.mean(byDirectedRelation, score)
  }

  private static func mean(
    _ counts: [String: PrecisionRecall], _ score: (PrecisionRecall) -> Double
  ) -> Double {
    if counts.isEmpty { return 0 }
    // In sorted order, so that the sum does not depend on the order of a hash table.
    let values = counts.sorted { $0.key < $1.key }.map { score($0.value) }
    return values.reduce(0, +) / Double(values.count)
  }
}
