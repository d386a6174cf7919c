import LukeAutodiff

enum DropoutCases {
  static let mode = Tape.Mode.training(seed: 3, step: 11)

  static var all: [OperationCase] {
    [
      make(1, 1, 0.5), make(1, 5, 0.5), make(7, 3, 0.25), make(1001, 33, 0.1),
      make(7, 3, 0, mode: mode), make(7, 3, 0.25, mode: .recording),
    ]
  }

  private static func make(
    _ rows: Int, _ columns: Int, _ probability: Float, mode: Tape.Mode = mode
  ) -> OperationCase {
    let factors = factors(rows, columns, mode: mode, probability: probability)
    return OperationCase(
      name: "[\(rows), \(columns)], \(probability), \(mode)",
      inputs: [("x", .random(rows, columns, seed: 1))], mode: mode,
      operation: { $0.dropout($1[0], probability: probability) },
      reference: { inputs in
        Matrix(
          zip(inputs[0].values, factors.values).map(*), rows: rows, columns: columns)
      })
  }

  /// What each element is multiplied by.
  static func factors(
    _ rows: Int, _ columns: Int, mode: Tape.Mode = mode, probability: Float
  ) -> Matrix {
    let ones = Matrix(rows: rows, columns: columns) { _, _ in 1 }
    return Matrix(Tape(mode).dropout(ones.tensor(), probability: probability))
  }
}
