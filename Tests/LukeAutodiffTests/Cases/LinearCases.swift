import LukeAutodiff

/// y[r, o] = Σ x[r, i] · w[o, i] + b[o].
func referenceLinear(_ x: Matrix, _ weight: Matrix, _ bias: Matrix?) -> Matrix {
  Matrix(rows: x.rows, columns: weight.rows) { row, out in
    var sum = bias?.values[out] ?? 0
    for column in 0..<x.columns { sum += x[row, column] * weight[out, column] }
    return sum
  }
}

/// Sizes of a linear layer that take every way through the products.
enum LinearShape {
  static let all: [(rows: Int, from: Int, to: Int)] = [
    (1, 1, 1), (1, 5, 3), (3, 1, 7), (5, 7, 1), (17, 19, 23),
    // Several blocks of rows, several partial sums of the bias' gradient.
    (2100, 4, 33),
    // Several blocks of columns, and of rows for the weight's gradient.
    (150, 10, 200),
    // Blocks both ways, the last ones narrower.
    (203, 7, 301),
  ]
}

enum LinearCases {
  static var all: [OperationCase] {
    LinearShape.all.flatMap { shape in
      [true, false].map { make(shape.rows, shape.from, shape.to, hasBias: $0) }
    }
  }

  private static func make(_ rows: Int, _ from: Int, _ to: Int, hasBias: Bool) -> OperationCase {
    let inputs: [OperationCase.Input] = [
      ("x", .random(rows, from, seed: 1)), ("weight", .random(to, from, seed: 2)),
      ("bias", .random(1, to, seed: 3)),
    ]
    return OperationCase(
      name: "[\(rows), \(from)] → \(to)\(hasBias ? "" : " without bias")",
      inputs: hasBias ? inputs : Array(inputs[..<2]),
      operation: { $0.linear($1[0], weight: $1[1], bias: hasBias ? $1[2] : nil) },
      reference: { referenceLinear($0[0], $0[1], hasBias ? $0[2] : nil) })
  }
}
