/// How well mentions were given their types.
///
/// Source of the definitions: the scorer that goes with FIGER and Open Entity since Shimaoka and others, 2017
/// (`strict`, `loose_macro`, `loose_micro`); the micro average is that of LUKE's official code.
public struct TypingScores: Hashable, Sendable {
  /// The types of all mentions together: loose micro.
  public private(set) var micro = PrecisionRecall()
  /// For each type that is annotated or answered.
  public private(set) var byLabel: [String: PrecisionRecall] = [:]
  /// The mean over all mentions of the share of their answers that are right, 0 where there are none.
  public let macroPrecision: Double
  /// The mean over all mentions of the share of their types that are answered, 0 where there are none.
  public let macroRecall: Double
  /// The share of mentions with the annotated types and no other.
  public let accuracy: Double

  /// Scores answers for the mentions at the same places; types given twice count once.
  public init(gold: [Set<String>], predicted: [Set<String>]) {
    precondition(gold.count == predicted.count, "one answer for each mention")
    var (precision, recall, rightCount) = (0.0, 0.0, 0)
    for (truth, answer) in zip(gold, predicted) {
      let correct = truth.intersection(answer)
      for label in truth { byLabel[label, default: .init()].goldCount += 1 }
      for label in answer { byLabel[label, default: .init()].predictedCount += 1 }
      for label in correct { byLabel[label, default: .init()].correctCount += 1 }
      if !answer.isEmpty { precision += Double(correct.count) / Double(answer.count) }
      if !truth.isEmpty { recall += Double(correct.count) / Double(truth.count) }
      if truth == answer { rightCount += 1 }
    }
    let count = Double(max(1, gold.count))
    (macroPrecision, macroRecall) = (precision / count, recall / count)
    accuracy = Double(rightCount) / count
    micro = .sum(byLabel.values)
  }

  /// The harmonic mean of ``macroPrecision`` and ``macroRecall``: loose macro.
  public var macroF1: Double {
    let sum = macroPrecision + macroRecall
    return sum > 0 ? 2 * macroPrecision * macroRecall / sum : 0
  }

  /// The value of a metric.
  public func value(of metric: TypingMetric) -> Double {
    switch metric {
    case .f1: micro.f1
    case .macroF1: macroF1
    case .accuracy: accuracy
    }
  }
}
