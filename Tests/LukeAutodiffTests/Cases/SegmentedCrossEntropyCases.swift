import LukeAutodiff

enum SegmentedCrossEntropyCases {
  static var all: [OperationCase] {
    [
      make(rows: 1, [0..<1], [[0]]), make(rows: 3, [0..<3], [[2]]),
      // Ragged groups, a group without a label, rows of no group, an empty group.
      make(rows: 12, [0..<2, 2..<7, 7..<7, 8..<12], [[1, 4, -1, -100], [0, -1, -1, 3]]),
      make(rows: 12, [0..<2, 2..<7, 8..<12], [[1, 4, 0], [0, 2, 3]], normalizer: 5),
      make(rows: 9, [0..<4, 4..<9], [[1, 4]], range: 30),
      make(rows: 4, [0..<4], [[-1], [-1]]),
      // Groups in another order than their rows.
      make(rows: 700, [400..<700, 0..<300], [[299, 0], [7, 150], [0, -1]]),
      make(rows: 9, [0..<4, 4..<9], [[1, 4]], options: .init(labelSmoothing: 0.3)),
      make(rows: 9, [0..<4, 4..<9], [[1, 4]], options: .init(focalGamma: 1.5)),
    ]
  }

  private static func make(
    rows: Int, _ groups: [Range<Int>], _ labels: [[Int32]], normalizer: Float? = nil,
    range: Float = 2, options: CrossEntropyOptions = .plain
  ) -> OperationCase {
    OperationCase(
      name: "[\(rows), \(labels.count)] in \(groups), values up to \(range), \(options)"
        + (normalizer.map { ", normalizer \($0)" } ?? ""),
      inputs: [("logits", .random(rows, labels.count, in: -range...range, seed: 1))],
      operation: {
        $0.segmentedCrossEntropy(
          $1[0], groups: groups, labels: labels, normalizer: normalizer, options: options)
      },
      reference: { inputs in
        let columns = labels.enumerated().map { column, labels -> Double in
          let losses = zip(groups, labels).filter { $0.1 >= 0 }.map { group, label in
            referenceSoftmaxLoss(group.map { inputs[0][$0, column] }, Int(label), options)
          }
          return losses.reduce(0, +) / (normalizer.map(Double.init) ?? max(1, Double(losses.count)))
        }
        return Matrix([columns.reduce(0, +) / Double(columns.count)], rows: 1, columns: 1)
      })
  }
}
