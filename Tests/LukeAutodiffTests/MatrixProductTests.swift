import LukeAutodiff
import LukeSystem
import LukeTestSupport
import Testing

/// Products against the definition, over every way of reading the factors and cutting the result.
@Suite struct MatrixProductTests {
  struct Shape: Sendable, CustomTestStringConvertible {
    let m, n, k: Int
    var testDescription: String { "\(m) × \(n) × \(k)" }
  }

  private static let shapes = [
    Shape(m: 1, n: 1, k: 1), Shape(m: 1, n: 7, k: 5), Shape(m: 9, n: 1, k: 3),
    Shape(m: 13, n: 17, k: 19),
    // Blocks of rows, of columns, of both, the last ones narrower.
    Shape(m: 401, n: 33, k: 20), Shape(m: 33, n: 401, k: 20), Shape(m: 211, n: 390, k: 7),
    Shape(m: 1500, n: 300, k: 1),
  ]

  private func product(_ a: Matrix, _ b: Matrix) -> Matrix {
    Matrix(rows: a.rows, columns: b.columns) { row, column in
      var sum = 0.0
      for index in 0..<a.columns { sum += a[row, index] * b[index, column] }
      return sum
    }
  }

  private func transposed(_ x: Matrix) -> Matrix {
    Matrix(rows: x.columns, columns: x.rows) { x[$1, $0] }
  }

  @Test(arguments: shapes)
  func isTheProduct(_ shape: Shape) {
    let a = Matrix.random(shape.m, shape.k, seed: 1)
    let b = Matrix.random(shape.k, shape.n, seed: 2)
    let old = Matrix.random(shape.m, shape.n, seed: 3)
    let expected = product(a, b)
    for (transposedA, transposedB) in [(false, false), (false, true), (true, false), (true, true)] {
      let left = (transposedA ? transposed(a) : a).tensor()
      let right = (transposedB ? transposed(b) : b).tensor()
      for adding in [false, true] {
        let c = old.tensor()
        MatrixProduct.run(
          .init(left.shared, leading: left.columns, isTransposed: transposedA),
          .init(right.shared, leading: right.columns, isTransposed: transposedB), into: c,
          k: shape.k, adding: adding)
        let wanted = adding ? expected.moved(along: old, by: 1) : expected
        expectClose(
          c.values, wanted.floats, relativeToLargest: 1e-5,
          "\(transposedA), \(transposedB), \(adding)")
      }
    }
  }

  /// The epilogue sees each element once, finished, and whole rows where it asked for them.
  @Test(arguments: shapes)
  func epilogueSeesEachElementOnce(_ shape: Shape) {
    let a = Matrix.random(shape.m, shape.k, in: 1...2, seed: 1).tensor()
    let b = Matrix.random(shape.k, shape.n, in: 1...2, seed: 2).tensor()
    for wholeRows in [false, true] {
      let c = Tensor(rows: shape.m, columns: shape.n)
      c.fill(with: -1)
      let out = c.shared
      let seen = LockedValue([Int](repeating: 0, count: c.count))
      let failures = LockedValue(0)
      MatrixProduct.run(
        .init(a.shared, leading: a.columns), .init(b.shared, leading: b.columns), into: c,
        k: shape.k, wholeRows: wholeRows
      ) { rows, columns in
        if wholeRows && columns != 0..<shape.n { failures.withLock { $0 += 1 } }
        for row in rows {
          for column in columns {
            let position = row * shape.n + column
            if out[position] <= 0 { failures.withLock { $0 += 1 } }
            seen.withLock { $0[position] += 1 }
          }
        }
      }
      #expect(seen.withLock { $0.allSatisfy { $0 == 1 } })
      #expect(failures.withLock { $0 } == 0)
    }
  }

  @Test func emptyProducts() {
    let x = Tensor(rows: 3, columns: 4)
    let epilogues = LockedValue(0)
    x.fill(with: 5)
    let nothing = Tensor(rows: 0, columns: 4)
    let factor = MatrixProduct.Factor(nothing.shared, leading: 4)
    MatrixProduct.run(factor, factor, into: x, k: 0, adding: true) { _, _ in
      epilogues.withLock { $0 += 1 }
    }
    #expect(x.values.allSatisfy { $0 == 5 })
    MatrixProduct.run(factor, factor, into: x, k: 0) { _, _ in epilogues.withLock { $0 += 1 } }
    #expect(x.values.allSatisfy { $0 == 0 })
    #expect(epilogues.withLock { $0 } == 2)
    MatrixProduct.run(factor, factor, into: nothing, k: 4) { _, _ in
      epilogues.withLock { $0 += 1 }
    }
    #expect(epilogues.withLock { $0 } == 2)
  }
}
