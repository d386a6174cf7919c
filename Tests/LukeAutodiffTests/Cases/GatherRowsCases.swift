import LukeAutodiff
import LukeTestSupport

enum GatherRowsCases {
  private typealias Part = (input: Int, rows: [Int32])

  static var all: [OperationCase] {
    [
      make("one row", [(1, 1)], [(0, [0])]),
      make("repeated rows", [(4, 3)], [(0, [3, 0, 3, 3, 1])]),
      make("two tensors", [(4, 3), (2, 5)], [(0, [3, 0, 3]), (1, [1, 1, 0])]),
      make(
        "one tensor twice and another", [(4, 3), (3, 1)],
        [(0, [1, 0]), (0, [1, 2]), (1, [2, 0])]),
      make("no rows", [(4, 3)], [(0, [])]),
      make("many rows", [(90, 33), (40, 7)], [(0, many(1100, 90)), (1, many(1100, 40))]),
    ]
  }

  private static func many(_ count: Int, _ bound: Int) -> [Int32] {
    var generator = SeededGenerator(seed: UInt64(bound))
    return generator.integers(count, in: 0..<bound).map(Int32.init)
  }

  private static func make(
    _ name: String, _ shapes: [(rows: Int, columns: Int)], _ parts: [Part]
  ) -> OperationCase {
    OperationCase(
      name: name,
      inputs: shapes.enumerated().map {
        ("tensor \($0)", .random($1.rows, $1.columns, seed: UInt64($0 + 1)))
      },
      operation: { tape, inputs in
        tape.gatherRows(parts.map { .init(inputs[$0.input], rows: $0.rows) })
      },
      reference: { inputs in
        let values = parts[0].rows.indices.flatMap { row in
          parts.flatMap { inputs[$0.input].row(Int($0.rows[row])) }
        }
        let columns = parts.reduce(0) { $0 + inputs[$1.input].columns }
        return Matrix(values, rows: parts[0].rows.count, columns: columns)
      })
  }
}
