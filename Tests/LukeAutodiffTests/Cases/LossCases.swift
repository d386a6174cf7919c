import Foundation
import LukeAutodiff
import LukeTestSupport

/// Losses that are given with their derivatives.
enum LossCases {
  static var all: [OperationCase] {
    [squares(1, 1), squares(7, 1), squares(5, 3), logistic(1, 1), logistic(9, 4)]
  }

  /// Squared errors against numbers, over the number of rows.
  private static func squares(_ rows: Int, _ columns: Int) -> OperationCase {
    let wanted = Matrix.random(rows, columns, seed: 2)
    return OperationCase(
      name: "squares of [\(rows), \(columns)]",
      inputs: [("outputs", .random(rows, columns, seed: 1))],
      operation: { tape, tensors in
        tape.loss(of: tensors[0]) { found in
          let errors = zip(found, wanted.values).map { $0 - Float($1) }
          return (
            errors.reduce(0) { $0 + $1 * $1 } / Float(rows), errors.map { 2 * $0 / Float(rows) }
          )
        }
      },
      reference: { inputs in
        let squares = zip(inputs[0].values, wanted.values).map { ($0 - $1) * ($0 - $1) }
        return Matrix([squares.reduce(0, +) / Double(rows)], rows: 1, columns: 1)
      })
  }

  /// log(1 + exp(−x)), summed.
  private static func logistic(_ rows: Int, _ columns: Int) -> OperationCase {
    OperationCase(
      name: "logistic loss of [\(rows), \(columns)]",
      inputs: [("outputs", .random(rows, columns, seed: 3))],
      operation: { tape, tensors in
        tape.loss(of: tensors[0]) { found in
          (found.reduce(0) { $0 + log1p(exp(-$1)) }, found.map { -1 / (1 + exp($0)) })
        }
      },
      reference: { inputs in
        Matrix([inputs[0].values.reduce(0) { $0 + log1p(exp(-$1)) }], rows: 1, columns: 1)
      })
  }
}
