import Foundation
import LukeAutodiff
import LukeTestSupport

/// Σ over labelled rows of log Σ exp(logits) − logits[label], over the normalizer.
func referenceCrossEntropy(_ logits: Matrix, _ labels: [Int32], normalizer: Double?) -> Matrix {
  var sum = 0.0
  for (index, label) in labels.enumerated() where label >= 0 {
    let row = logits.row(index)
    let largest = row.max() ?? 0
    sum += largest + log(row.reduce(0) { $0 + exp($1 - largest) }) - row[Int(label)]
  }
  let labelled = Double(labels.count { $0 >= 0 })
  return Matrix([sum / (normalizer ?? max(1, labelled))], rows: 1, columns: 1)
}

enum CrossEntropyCases {
  static var all: [OperationCase] {
    [
      make([0], classes: 1), make([2], classes: 3), make([0, 2, -100, 1, 1], classes: 3),
      make([0, 2, -100, 1, 1], classes: 3, normalizer: 7),
      make([4, -1, 16], classes: 17, range: 30),
      make([-100, -100], classes: 3), make([-100, -100], classes: 3, normalizer: 2),
      // More than one range of rows.
      make(manyLabels, classes: 7), make(manyLabels, classes: 7, normalizer: 640),
    ]
  }

  private static var manyLabels: [Int32] {
    var generator = SeededGenerator(seed: 8)
    return generator.integers(5000, in: -2..<7).map { $0 < 0 ? -100 : Int32($0) }
  }

  private static func make(
    _ labels: [Int32], classes: Int, normalizer: Float? = nil, range: Float = 2
  ) -> OperationCase {
    let normalized = normalizer.map { ", normalizer \($0)" } ?? ""
    return OperationCase(
      name: "[\(labels.count), \(classes)], values up to \(range)" + normalized,
      inputs: [("logits", .random(labels.count, classes, in: -range...range, seed: 1))],
      operation: { $0.crossEntropy($1[0], labels: labels, normalizer: normalizer) },
      reference: {
        referenceCrossEntropy($0[0], labels, normalizer: normalizer.map(Double.init))
      })
  }
}
