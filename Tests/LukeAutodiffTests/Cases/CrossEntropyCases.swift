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

/// Σ over classes of the share of a class in the label · its weight · (1 − p)^γ · (−log p).
func referenceSoftmaxLoss(_ row: [Double], _ label: Int, _ options: CrossEntropyOptions) -> Double {
  let largest = row.max() ?? 0
  let sum = row.reduce(0) { $0 + exp($1 - largest) }
  return row.indices.reduce(0) { total, place in
    let p = exp(row[place] - largest) / sum
    let smoothing = Double(options.labelSmoothing)
    let share = smoothing / Double(row.count) + (place == label ? 1 - smoothing : 0)
    let weight = share * Double(options.classWeights?[place] ?? 1)
    return total
      - weight * pow(1 - p, Double(options.focalGamma)) * (row[place] - largest - log(sum))
  }
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
    ] + withOptions
  }

  private static var withOptions: [OperationCase] {
    let weights: [Float] = [0.5, 0, 3]
    let labels: [Int32] = [0, 2, -100, 1, 1]
    return [
      CrossEntropyOptions(classWeights: weights), CrossEntropyOptions(labelSmoothing: 0.1),
      CrossEntropyOptions(labelSmoothing: 1), CrossEntropyOptions(focalGamma: 2),
      CrossEntropyOptions(focalGamma: 0.5),
      CrossEntropyOptions(classWeights: weights, labelSmoothing: 0.2, focalGamma: 1.5),
    ].flatMap { options in
      [
        make(labels, classes: 3, options: options),
        make(labels, classes: 3, normalizer: 7, options: options),
        make([2, 0], classes: 3, range: 20, options: options),
        make([1, -100], classes: 3, options: options),
      ]
    }
  }

  private static var manyLabels: [Int32] {
    var generator = SeededGenerator(seed: 8)
    return generator.integers(5000, in: -2..<7).map { $0 < 0 ? -100 : Int32($0) }
  }

  private static func make(
    _ labels: [Int32], classes: Int, normalizer: Float? = nil, range: Float = 2,
    options: CrossEntropyOptions = .plain
  ) -> OperationCase {
    let normalized =
      (normalizer.map { ", normalizer \($0)" } ?? "") + (options.isPlain ? "" : ", \(options)")
    return OperationCase(
      name: "[\(labels.count), \(classes)], values up to \(range)" + normalized,
      inputs: [("logits", .random(labels.count, classes, in: -range...range, seed: 1))],
      operation: {
        $0.crossEntropy($1[0], labels: labels, normalizer: normalizer, options: options)
      },
      reference: { inputs in
        guard !options.isPlain else {
          return referenceCrossEntropy(inputs[0], labels, normalizer: normalizer.map(Double.init))
        }
        let sum = labels.enumerated().reduce(0) { sum, row in
          row.element < 0
            ? sum
            : sum + referenceSoftmaxLoss(inputs[0].row(row.offset), Int(row.element), options)
        }
        let weight = labels.reduce(0) {
          $0 + ($1 < 0 ? 0 : Double(options.classWeights?[Int($1)] ?? 1))
        }
        let divisor = normalizer.map(Double.init) ?? (weight > 0 ? weight : 1)
        return Matrix([sum / divisor], rows: 1, columns: 1)
      })
  }
}
