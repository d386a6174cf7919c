import Foundation
import LukeAutodiff
import LukeTestSupport

enum BinaryCrossEntropyCases {
  static var all: [OperationCase] {
    [
      make(1, 1), make(3, 4), make(3, 4, normalizer: 40), make(2, 3, range: 30),
      // More than one range of elements.
      make(5000, 7),
    ]
      + [
        CrossEntropyOptions(classWeights: [0.5, 0, 3]), CrossEntropyOptions(labelSmoothing: 0.2),
        CrossEntropyOptions(focalGamma: 2), CrossEntropyOptions(focalGamma: 0.5),
        CrossEntropyOptions(classWeights: [0.5, 0, 3], labelSmoothing: 0.2, focalGamma: 1.5),
      ].flatMap { [make(4, 3, options: $0), make(4, 3, normalizer: 5, range: 8, options: $0)] }
  }

  /// Targets of 0 and 1, some in between, some not there.
  static func targets(_ count: Int) -> [Float] {
    var generator = SeededGenerator(seed: 8)
    return generator.integers(count, in: 0..<5).map { [0, 1, 0.25, .nan, 1][$0] }
  }

  private static func make(
    _ rows: Int, _ columns: Int, normalizer: Float? = nil, range: Float = 2,
    options: CrossEntropyOptions = .plain
  ) -> OperationCase {
    let targets = targets(rows * columns)
    return OperationCase(
      name: "[\(rows), \(columns)], values up to \(range), \(options)"
        + (normalizer.map { ", normalizer \($0)" } ?? ""),
      inputs: [("logits", .random(rows, columns, in: -range...range, seed: 1))],
      operation: {
        $0.binaryCrossEntropy(
          $1[0], targets: targets, normalizer: normalizer, options: options)
      },
      reference: { inputs in
        let known = targets.indices.filter { !targets[$0].isNaN }
        let sum = known.reduce(0) {
          $0 + Double(options.classWeights?[$1 % columns] ?? 1)
            * referenceBinaryLoss(inputs[0].values[$1], Double(targets[$1]), options)
        }
        let divisor = normalizer.map(Double.init) ?? Double(max(1, known.count))
        return Matrix([sum / divisor], rows: 1, columns: 1)
      })
  }
}

/// −y · (1 − p)^γ · log p − (1 − y) · p^γ · log(1 − p), with y smoothed.
func referenceBinaryLoss(_ z: Double, _ target: Double, _ options: CrossEntropyOptions) -> Double {
  let (smoothing, gamma) = (Double(options.labelSmoothing), Double(options.focalGamma))
  let y = target * (1 - smoothing) + smoothing / 2
  let (p, rest) = (1 / (1 + exp(-z)), 1 / (1 + exp(z)))
  return -y * pow(rest, gamma) * log(p) - (1 - y) * pow(p, gamma) * log(rest)
}
