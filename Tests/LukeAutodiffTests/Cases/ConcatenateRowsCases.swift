import LukeAutodiff

enum ConcatenateRowsCases {
  static var all: [OperationCase] {
    [
      make(1, 1, columns: 1), make(3, 2, columns: 5), make(4, 0, columns: 3),
      make(0, 3, columns: 2), make(1201, 43, columns: 33),
      OperationCase(
        name: "one tensor twice", inputs: [("x", .random(3, 5, seed: 1))],
        operation: { $0.concatenateRows($1[0], $1[0]) },
        reference: { Matrix($0[0].values + $0[0].values, rows: 6, columns: 5) }),
    ]
  }

  private static func make(_ first: Int, _ second: Int, columns: Int) -> OperationCase {
    OperationCase(
      name: "\(first) and \(second) rows of \(columns)",
      inputs: [
        ("first", .random(first, columns, seed: 1)),
        ("second", .random(second, columns, seed: 2)),
      ],
      operation: { $0.concatenateRows($1[0], $1[1]) },
      reference: {
        Matrix($0[0].values + $0[1].values, rows: first + second, columns: columns)
      })
  }
}
