import LukeAutodiff

enum SquaredErrorCases {
  static var all: [OperationCase] {
    [make(1, 1), make(3, 4), make(3, 4, normalizer: 40), make(5000, 7), make(2, 3, range: 100)]
  }

  private static func make(
    _ rows: Int, _ columns: Int, normalizer: Float? = nil, range: Float = 2
  ) -> OperationCase {
    let targets = BinaryCrossEntropyCases.targets(rows * columns)
    return OperationCase(
      name: "[\(rows), \(columns)], values up to \(range)"
        + (normalizer.map { ", normalizer \($0)" } ?? ""),
      inputs: [("x", .random(rows, columns, in: -range...range, seed: 1))],
      operation: { $0.squaredError($1[0], targets: targets, normalizer: normalizer) },
      reference: { inputs in
        let errors = zip(inputs[0].values, targets).filter { !$0.1.isNaN }.map { $0 - Double($1) }
        let divisor = normalizer.map(Double.init) ?? Double(max(1, errors.count))
        return Matrix(
          [errors.reduce(0) { $0 + $1 * $1 } / divisor], rows: 1, columns: 1)
      })
  }
}
