import LukeAutodiff

enum FeedForwardCases {
  private static let mode = LinearResidualLayerNormCases.mode

  static var all: [OperationCase] {
    [
      make(1, 3, 5), make(7, 9, 2), make(17, 19, 23),
      // More than one block of rows, of elements and of partial sums.
      make(300, 33, 130), make(5, 21, 3, dropout: 0.25), make(300, 33, 30, dropout: 0.5),
    ]
  }

  private static func make(
    _ rows: Int, _ size: Int, _ inner: Int, dropout: Float = 0
  ) -> OperationCase {
    let epsilon: Float = 1e-5
    let kept =
      dropout > 0
      ? LinearResidualLayerNormCases.mask(rows, size, probability: dropout) : nil
    return OperationCase(
      name: "[\(rows), \(size)] → \(inner), dropout \(dropout)",
      inputs: [
        ("x", .random(rows, size, seed: 1)), ("inner weight", .random(inner, size, seed: 2)),
        ("inner bias", .random(1, inner, seed: 3)),
        ("outer weight", .random(size, inner, seed: 4)),
        ("outer bias", .random(1, size, seed: 5)),
        ("gamma", .random(1, size, in: 0.5...1.5, seed: 6)), ("beta", .random(1, size, seed: 7)),
      ],
      mode: dropout > 0 ? mode : .recording,
      operation: {
        $0.feedForward(
          $1[0], inner: .init(weight: $1[1], bias: $1[2]),
          outer: .init(weight: $1[3], bias: $1[4]), gamma: $1[5], beta: $1[6],
          epsilon: epsilon, dropout: dropout)
      },
      reference: { inputs in
        let z = referenceLinear(inputs[0], inputs[1], inputs[2])
        let y = Matrix(z.values.map(referenceGELU), rows: rows, columns: inner)
        let out = referenceLinear(y, inputs[3], inputs[4])
        let sum = Matrix(rows: rows, columns: size) {
          out[$0, $1] * (kept?[$0, $1] ?? 1) + inputs[0][$0, $1]
        }
        return referenceLayerNorm(sum, inputs[5], inputs[6], epsilon: Double(epsilon))
      })
  }
}
