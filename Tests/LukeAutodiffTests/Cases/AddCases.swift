import LukeAutodiff

enum AddCases {
  static var all: [OperationCase] {
    [
      make(1, 1), make(3, 5), make(331, 101),
      OperationCase(
        name: "one tensor twice", inputs: [("x", .random(3, 5, seed: 1))],
        operation: { $0.add($1[0], $1[0]) },
        reference: { Matrix($0[0].values.map { 2 * $0 }, rows: 3, columns: 5) }),
    ]
  }

  private static func make(_ rows: Int, _ columns: Int) -> OperationCase {
    OperationCase(
      name: "[\(rows), \(columns)]",
      inputs: [("a", .random(rows, columns, seed: 1)), ("b", .random(rows, columns, seed: 2))],
      operation: { $0.add($1[0], $1[1]) },
      reference: {
        Matrix(zip($0[0].values, $0[1].values).map { $0 + $1 }, rows: rows, columns: columns)
      })
  }
}
