import Foundation
import LukeAutodiff

/// gelu(z) = z · Φ(z), with Φ the distribution function of the normal distribution.
func referenceGELU(_ z: Double) -> Double {
  z * 0.5 * erfc(-z / 2.0.squareRoot())
}

enum LinearGELUCases {
  static var all: [OperationCase] {
    LinearShape.all.map { make($0.rows, $0.from, $0.to, range: 1) }
      // More than one range of elements in the elementwise backward; both tails of the function.
      + [make(331, 3, 101, range: 2), make(1, 1, 2000, range: 4)]
  }

  private static func make(_ rows: Int, _ from: Int, _ to: Int, range: Float) -> OperationCase {
    OperationCase(
      name: "[\(rows), \(from)] → \(to), values up to \(range)",
      inputs: [
        ("x", .random(rows, from, in: -range...range, seed: 1)),
        ("weight", .random(to, from, seed: 2)),
        ("bias", .random(1, to, in: -range...range, seed: 3)),
      ],
      operation: { $0.linearGELU($1[0], weight: $1[1], bias: $1[2]) },
      reference: {
        let z = referenceLinear($0[0], $0[1], $0[2])
        return Matrix(z.values.map(referenceGELU), rows: z.rows, columns: z.columns)
      })
  }
}
