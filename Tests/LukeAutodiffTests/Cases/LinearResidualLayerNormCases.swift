import LukeAutodiff

enum LinearResidualLayerNormCases {
  static let mode = Tape.Mode.training(seed: 7, step: 3)

  static var all: [OperationCase] {
    [
      make(1, 1, 1), make(1, 3, 5), make(7, 2, 9), make(17, 19, 23),
      // More than one block of rows, of partial sums.
      make(300, 30, 33), make(2100, 4, 33),
      make(5, 3, 21, dropout: 0.25), make(300, 30, 33, dropout: 0.5),
      make(1100, 8, 33, dropout: 0.125),
    ]
  }

  private static func make(
    _ rows: Int, _ from: Int, _ to: Int, dropout: Float = 0
  ) -> OperationCase {
    let epsilon: Float = 1e-5
    let kept = dropout > 0 ? mask(rows, to, probability: dropout) : nil
    return OperationCase(
      name: "[\(rows), \(from)] → \(to), dropout \(dropout)",
      inputs: [
        ("x", .random(rows, from, seed: 1)), ("weight", .random(to, from, seed: 2)),
        ("bias", .random(1, to, seed: 3)), ("residual", .random(rows, to, seed: 4)),
        ("gamma", .random(1, to, in: 0.5...1.5, seed: 5)), ("beta", .random(1, to, seed: 6)),
      ],
      mode: dropout > 0 ? mode : .recording,
      noise: to == 1 ? LayerNormCases.noiseOfOneColumn : 1e-7,
      operation: {
        $0.linearResidualLayerNorm(
          $1[0], weight: $1[1], bias: $1[2], residual: $1[3], gamma: $1[4], beta: $1[5],
          epsilon: epsilon, dropout: dropout)
      },
      reference: { inputs in
        let z = referenceLinear(inputs[0], inputs[1], inputs[2])
        let sum = Matrix(rows: rows, columns: to) {
          z[$0, $1] * (kept?[$0, $1] ?? 1) + inputs[3][$0, $1]
        }
        return referenceLayerNorm(sum, inputs[4], inputs[5], epsilon: Double(epsilon))
      })
  }

  /// What the operation multiplies each element by, 0 or 1 / (1 − p), read off its own results: of
  /// constant rows that are dropped in part and normalized, what was dropped comes out negative.
  static func mask(
    _ rows: Int, _ columns: Int, inputSize: Int = 1, mode: Tape.Mode = mode, probability: Float
  ) -> Matrix {
    let ones = Tensor([Float](repeating: 1, count: columns), rows: 1, columns: columns)
    let zeros = Matrix(rows: rows, columns: columns)
    let y = Tape(mode).linearResidualLayerNorm(
      Matrix(rows: rows, columns: inputSize).tensor(),
      weight: Matrix(rows: columns, columns: inputSize).tensor(),
      bias: ones, residual: zeros.tensor(), gamma: ones,
      beta: Matrix(rows: 1, columns: columns).tensor(),
      epsilon: 1e-5, dropout: probability)
    let scale = 1 / (1 - Double(probability))
    return Matrix(y.values.map { $0 > -0.05 ? scale : 0 }, rows: rows, columns: columns)
  }
}
