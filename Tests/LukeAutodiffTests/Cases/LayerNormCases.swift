import LukeAutodiff

/// y = (x − μ) / √(variance + ε) · γ + β over each row, with the biased variance.
func referenceLayerNorm(_ x: Matrix, _ gamma: Matrix, _ beta: Matrix, epsilon: Double) -> Matrix {
  var y = x
  for index in 0..<x.rows {
    let row = x.row(index)
    let mean = row.reduce(0, +) / Double(x.columns)
    let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.columns)
    for column in 0..<x.columns {
      let normalized = (row[column] - mean) / (variance + epsilon).squareRoot()
      y[index, column] = normalized * gamma.values[column] + beta.values[column]
    }
  }
  return y
}

enum LayerNormCases {
  /// A single column has no variance: gradients are differences of equal numbers over √ε.
  static let noiseOfOneColumn: Float = 1e-5

  static var all: [OperationCase] {
    [
      make(1, 1), make(1, 5), make(7, 3), make(4, 33, epsilon: 1e-12),
      // More than one range of rows and of partial sums.
      make(2100, 33), make(3, 16_411),
    ]
  }

  private static func make(_ rows: Int, _ columns: Int, epsilon: Float = 1e-5) -> OperationCase {
    OperationCase(
      name: "[\(rows), \(columns)], ε \(epsilon)",
      inputs: [
        ("x", .random(rows, columns, in: -2...3, seed: 1)),
        ("gamma", .random(1, columns, in: 0.5...1.5, seed: 2)),
        ("beta", .random(1, columns, seed: 3)),
      ],
      noise: columns == 1 ? noiseOfOneColumn : 1e-7,
      operation: { $0.layerNorm($1[0], gamma: $1[1], beta: $1[2], epsilon: epsilon) },
      reference: { referenceLayerNorm($0[0], $0[1], $0[2], epsilon: Double(epsilon)) })
  }
}
