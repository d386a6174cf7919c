/// A float32 matrix, row-major and contiguous: memory, and a reference to where its gradient gathers.
///
/// Everything the engine computes with is a matrix: a packed batch has one row for each token, a
/// vector is one row. Rows can be sliced without a copy; nothing is strided. A tensor is no `Sendable`
/// on purpose: one thread owns the computation, and hands pointers to workers only within one call.
public final class Tensor {
  /// Number of rows.
  public let rows: Int
  /// Floats in a row.
  public let columns: Int
  private let buffer: Buffer
  private let offset: Int
  /// Where its gradient gathers; nil where none is wanted.
  package var gradientPlace: GradientPlace?

  /// Whether operations on this tensor are recorded for the backward pass.
  public var requiresGradient: Bool { gradientPlace != nil }

  /// Creates a matrix with undefined content.
  public convenience init(rows: Int, columns: Int, requiresGradient: Bool = false) {
    precondition(rows >= 0 && columns >= 0, "a tensor cannot be [\(rows), \(columns)]")
    self.init(rows: rows, columns: columns, in: Buffer(count: rows * columns), at: 0)
    if requiresGradient { requireGradient() }
  }

  /// Creates a matrix over a part of a buffer that is shared with others (an arena).
  package init(
    rows: Int, columns: Int, in buffer: Buffer, at offset: Int, gradient: GradientPlace? = nil
  ) {
    precondition(offset + rows * columns <= buffer.capacity, "tensor reaches beyond its buffer")
    (self.rows, self.columns) = (rows, columns)
    (self.buffer, self.offset) = (buffer, offset)
    gradientPlace = gradient
  }

  /// Gives the tensor a gradient of its own, if it has none yet.
  func requireGradient() {
    if gradientPlace == nil {
      gradientPlace = GradientPlace(Gradient(rows: rows, columns: columns))
    }
  }

  /// Number of elements.
  public var count: Int { rows * columns }

  /// Rows `range` of this tensor, sharing memory and gradient with it.
  public func rows(_ range: Range<Int>) -> Tensor {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of a tensor with \(rows)")
    if range == 0..<rows { return self }
    return part(from: range.lowerBound * columns, rows: range.count, columns: columns)
  }

  /// All elements as one row, sharing memory and gradient with this tensor.
  public func asRow() -> Tensor {
    rows == 1 ? self : part(from: 0, rows: 1, columns: count)
  }

  /// Elements from `start` on in a shape of their own, sharing memory and gradient with this tensor.
  func part(from start: Int, rows: Int, columns: Int) -> Tensor {
    Tensor(
      rows: rows, columns: columns, in: buffer, at: offset + start,
      gradient: gradientPlace?.part(from: start, count: rows * columns))
  }

  /// The same elements in the same memory, apart from the computation that they come from: without a
  /// gradient, or with one of their own.
  package func detached(requiresGradient: Bool) -> Tensor {
    let copy = Tensor(rows: rows, columns: columns, in: buffer, at: offset)
    if requiresGradient { copy.requireGradient() }
    return copy
  }

  /// The first element.
  package var pointer: UnsafeMutablePointer<Float> { buffer.base + offset }
  /// The first element, in a form that workers may take along.
  package var shared: FloatPointer { FloatPointer(pointer) }

  /// The elements, row by row, as a copy.
  public var values: [Float] {
    Array(UnsafeBufferPointer(start: pointer, count: count))
  }

  /// Whether every element is a number, and none infinite.
  public var isFinite: Bool {
    // Squares of floats never leave the range of doubles.
    Kernels.sumOfSquares(of: self).isFinite
  }

  /// The elements in place.
  public func withUnsafeMutableBuffer<Result>(
    _ body: (UnsafeMutableBufferPointer<Float>) throws -> Result
  ) rethrows -> Result {
    try body(UnsafeMutableBufferPointer(start: pointer, count: count))
  }

  /// Sets every element.
  public func fill(with value: Float) {
    Kernels.fill(self, with: value)
  }
}

extension Tensor {
  /// Creates a matrix from its elements, row by row.
  public convenience init(
    _ values: [Float], rows: Int, columns: Int, requiresGradient: Bool = false
  ) {
    precondition(
      values.count == rows * columns, "\(values.count) values for [\(rows), \(columns)]")
    self.init(rows: rows, columns: columns, requiresGradient: requiresGradient)
    values.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { pointer.update(from: start, count: count) }
    }
  }
}
