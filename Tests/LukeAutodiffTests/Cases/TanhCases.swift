import Foundation
import LukeAutodiff

enum TanhCases {
  static var all: [OperationCase] {
    [make(1, 1, 1), make(1, 5, 3), make(7, 3, 9), make(3, 11_003, 1)]
  }

  private static func make(_ rows: Int, _ columns: Int, _ range: Float) -> OperationCase {
    OperationCase(
      name: "[\(rows), \(columns)], values up to \(range)",
      inputs: [("x", .random(rows, columns, in: -range...range, seed: 1))],
      operation: { $0.tanh($1[0]) },
      reference: { Matrix($0[0].values.map(tanh), rows: $0[0].rows, columns: $0[0].columns) })
  }
}
