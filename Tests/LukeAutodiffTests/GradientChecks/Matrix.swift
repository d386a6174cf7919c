import LukeAutodiff
import LukeTestSupport

/// A matrix in double precision, for references that are slow and obvious.
struct Matrix: Sendable, Equatable {
  let rows: Int
  let columns: Int
  var values: [Double]

  init(_ values: [Double], rows: Int, columns: Int) {
    precondition(values.count == rows * columns)
    (self.rows, self.columns, self.values) = (rows, columns, values)
  }

  /// Zeros.
  init(rows: Int, columns: Int) {
    self.init([Double](repeating: 0, count: rows * columns), rows: rows, columns: columns)
  }

  /// Each element from its place.
  init(rows: Int, columns: Int, _ element: (_ row: Int, _ column: Int) -> Double) {
    self.init(rows: rows, columns: columns)
    for row in 0..<rows {
      for column in 0..<columns { self[row, column] = element(row, column) }
    }
  }

  init(_ tensor: Tensor) {
    self.init(tensor.values.map(Double.init), rows: tensor.rows, columns: tensor.columns)
  }

  /// Values that a float holds exactly, uniform in `range`, the same for the same seed.
  static func random(
    _ rows: Int, _ columns: Int, in range: ClosedRange<Float> = -1...1, seed: UInt64
  ) -> Matrix {
    var generator = SeededGenerator(seed: seed)
    let values = generator.floats(rows * columns, in: range).map(Double.init)
    return Matrix(values, rows: rows, columns: columns)
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  var floats: [Float] { values.map(Float.init) }

  func tensor(requiresGradient: Bool = false) -> Tensor {
    Tensor(floats, rows: rows, columns: columns, requiresGradient: requiresGradient)
  }

  func row(_ index: Int) -> [Double] {
    Array(values[index * columns..<(index + 1) * columns])
  }

  /// The matrix with `step` added to one element.
  func moved(_ position: Int, by step: Double) -> Matrix {
    var moved = self
    moved.values[position] += step
    return moved
  }

  /// The matrix plus `direction` · `step`.
  func moved(along direction: Matrix, by step: Double) -> Matrix {
    Matrix(zip(values, direction.values).map { $0 + $1 * step }, rows: rows, columns: columns)
  }

  /// Σ of the products of elements.
  func dot(_ other: Matrix) -> Double {
    zip(values, other.values).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The square root of the sum of squares.
  var norm: Double { dot(self).squareRoot() }
}

extension Tape {
  /// Σ weights · y, a scalar whose gradient for y is `weights`.
  func weightedSum(_ y: Tensor, _ weights: Matrix) -> Tensor {
    let loss = Tensor([Float(Matrix(y).dot(weights))], rows: 1, columns: 1)
    return record(loss, from: [y]) { dLoss in
      let seed = dLoss.values[0]
      y.accumulateGradient(
        Tensor(weights.floats.map { $0 * seed }, rows: y.rows, columns: y.columns))
    }
  }
}
