import LukeAutodiff
import LukeTestSupport

enum LinearCrossEntropyCases {
  static var all: [OperationCase] {
    [
      make([0], from: 1, classes: 1), make([2, 0, 2], from: 5, classes: 3),
      make([4, 16], from: 7, classes: 17, normalizer: 5, range: 5),
      // Several groups; labels at both ends, in one slice twice.
      make([2999, 0, 1023, 1024, 1024], from: 6, classes: 3000),
      // Groups of more than one slice.
      make([0, 20_000, 12_345], from: 2, classes: 20_001),
    ]
  }

  private static func make(
    _ labels: [Int32], from: Int, classes: Int, normalizer: Float? = nil, range: Float = 1
  ) -> OperationCase {
    let normalized = normalizer.map { ", normalizer \($0)" } ?? ""
    return OperationCase(
      name: "[\(labels.count), \(from)] → \(classes), values up to \(range)" + normalized,
      inputs: [
        ("x", .random(labels.count, from, in: -range...range, seed: 1)),
        ("weight", .random(classes, from, seed: 2)),
        ("bias", .random(1, classes, in: -range...range, seed: 3)),
      ],
      operation: {
        $0.linearCrossEntropy(
          $1[0], weight: $1[1], bias: $1[2], labels: labels, normalizer: normalizer)
      },
      reference: {
        referenceCrossEntropy(
          referenceLinear($0[0], $0[1], $0[2]), labels, normalizer: normalizer.map(Double.init))
      })
  }
}
