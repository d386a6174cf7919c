import Foundation
import LukeAutodiff
import LukeTestSupport

enum EmbeddingSumCases {
  /// Rows of a table for each row of the result.
  private struct Lookup: Sendable {
    let table: Int
    let lists: [[Int32]]
    let takesMeans: Bool
    let padding: Int32?

    init(_ table: Int, _ indices: [Int32], padding: Int32? = nil) {
      (self.table, lists, takesMeans) = (table, indices.map { [$0] }, false)
      self.padding = padding
    }

    init(_ table: Int, meansOf lists: [[Int32]]) {
      (self.table, self.lists, takesMeans, padding) = (table, lists, true, nil)
    }

    func lookup(in tables: [Tensor]) -> EmbeddingLookup {
      takesMeans
        ? EmbeddingLookup(meansOf: tables[table], lists)
        : EmbeddingLookup(tables[table], lists.map { $0[0] }, paddingIndex: padding)
    }
  }

  static var all: [OperationCase] {
    [
      make("one row", [(1, 1)], [Lookup(0, [0])]),
      make("repeated rows", [(4, 3)], [Lookup(0, [0, 2, 2, 1, 2])]),
      make(
        "three tables", [(4, 5), (7, 5), (1, 5)],
        [Lookup(0, [3, 1, 1]), Lookup(1, [6, 0, 2]), Lookup(2, [0, 0, 0])]),
      make("padding", [(4, 3)], [Lookup(0, [1, 0, 1, 3], padding: 1)]),
      make(
        "one table twice, once with padding", [(4, 3)],
        [Lookup(0, [1, 0, 2], padding: 1), Lookup(0, [1, 1, 3])]),
      make(
        "means of none, one and many", [(6, 7)],
        [Lookup(0, meansOf: [[], [3], [0, 5, 5], [1, 2, 3, 4, 5], []])]),
      make(
        "on a base", [(5, 3), (2, 3)],
        [Lookup(0, meansOf: [[4, 4], [], [0, 1, 2]]), Lookup(1, [1, 1, 0])], hasBase: true),
      make(
        "many rows", [(50, 33), (3, 33)],
        [Lookup(0, many(1100, below: 50), padding: 7), Lookup(1, many(1100, below: 3))],
        hasBase: true),
      meansOfComputedRows,
    ]
  }

  /// Mean pooling of states, which something else reads as well.
  private static var meansOfComputedRows: OperationCase {
    let lists: [[Int32]] = [[0, 1], [3], [1, 2, 4]]
    let picked: [Int32] = [4, 0, 1]
    return OperationCase(
      name: "means of computed rows", inputs: [("x", Matrix.random(5, 3, seed: 4))],
      operation: { tape, inputs in
        let states = tape.tanh(inputs[0])
        let means = tape.embeddingSum([EmbeddingLookup(meansOf: states, lists)])
        return tape.add(means, tape.gatherRows([.init(states, rows: picked)]))
      },
      reference: { inputs in
        let x = inputs[0]
        var y = Matrix(rows: lists.count, columns: x.columns)
        for (row, list) in lists.enumerated() {
          for column in 0..<x.columns {
            let sum = list.reduce(0) { $0 + tanh(x[Int($1), column]) }
            y[row, column] = sum / Double(list.count) + tanh(x[Int(picked[row]), column])
          }
        }
        return y
      })
  }

  private static func many(_ count: Int, below bound: Int) -> [Int32] {
    var generator = SeededGenerator(seed: UInt64(bound))
    return generator.integers(count, in: 0..<bound).map(Int32.init)
  }

  private static func make(
    _ name: String, _ shapes: [(rows: Int, columns: Int)], _ lookups: [Lookup],
    hasBase: Bool = false
  ) -> OperationCase {
    let tables = shapes.enumerated().map {
      Matrix.random($1.rows, $1.columns, seed: UInt64($0 + 1))
    }
    let base = Matrix.random(lookups[0].lists.count, shapes[0].columns, seed: 9)
    var inputs: [OperationCase.Input] = tables.enumerated().map { ("table \($0)", $1) }
    if hasBase { inputs.append(("base", base)) }
    return OperationCase(
      name: name, inputs: inputs,
      operation: { tape, inputs in
        tape.embeddingSum(
          base: hasBase ? inputs[tables.count] : nil, lookups.map { $0.lookup(in: inputs) })
      },
      reference: { inputs in
        var y =
          hasBase ? inputs[tables.count] : Matrix(rows: base.rows, columns: base.columns)
        for lookup in lookups { add(lookup, of: inputs, constants: tables, to: &y) }
        return y
      })
  }

  /// A padding row counts as a constant: it takes part in the sum and has no derivative.
  private static func add(
    _ lookup: Lookup, of tables: [Matrix], constants: [Matrix], to y: inout Matrix
  ) {
    for (row, list) in lookup.lists.enumerated() {
      for index in list {
        let source = index == lookup.padding ? constants : tables
        for column in 0..<y.columns {
          y[row, column] += source[lookup.table][Int(index), column] / Double(list.count)
        }
      }
    }
  }
}
