internal import LukeKernels

/// A matrix in the form that products of a precision read: itself, or a copy rounded to bfloat16.
///
/// It holds the memory, which the product's own `MatrixProduct.Factor` only points to.
package struct ProductFactor {
  private let memory: Tensor?
  /// The factor as products take it, usable as long as this is kept.
  let plain: MatrixProduct.Factor

  /// Rounds `matrix` where `precision` asks for it; the copy does not follow later changes.
  package init(_ matrix: Tensor, _ precision: Precision) {
    let rows = MatrixProduct.Factor(matrix.shared, leading: matrix.columns)
    self =
      precision == .float32
      ? ProductFactor(memory: matrix, plain: rows)
      : ProductFactor(rounding: rows, count: matrix.count)
  }

  /// As for a matrix of `rows`, which the caller keeps; also inside a piece of a worker's job.
  init(rowsAt pointer: FloatPointer, rows: Int, columns: Int, _ precision: Precision) {
    let matrix = MatrixProduct.Factor(pointer, leading: columns)
    self =
      precision == .float32
      ? ProductFactor(memory: nil, plain: matrix)
      : ProductFactor(rounding: matrix, count: rows * columns)
  }

  private init(rounding matrix: MatrixProduct.Factor, count: Int) {
    // Two numbers in the place of one, or, to multiply them as floats, each in its own.
    let isHalf = ProductLibrary.inUse.hasBFloat16
    let memory = Tensor(rows: 1, columns: isHalf ? (count + 1) / 2 : count)
    let (source, target) = (matrix.pointer, memory.shared)
    WorkerPool.shared.run(over: count, chunk: Kernels.chunk) { _, range in
      let (start, count) = (range.lowerBound, range.count)
      if isHalf {
        luke_to_bfloat16(target.halves + start, source + start, count)
      } else {
        luke_round_to_bfloat16(target + start, source + start, count)
      }
    }
    self.init(
      memory: memory,
      plain: .init(target, leading: matrix.leading, isTransposed: false, isHalf: isHalf))
  }

  private init(memory: Tensor?, plain: MatrixProduct.Factor) {
    self.memory = memory
    self.plain = plain
  }

  /// The same numbers, read the other way.
  package var transposed: ProductFactor { ProductFactor(memory: memory, plain: plain.transposed) }

  /// C = A · B (or +=), as `MatrixProduct.run`.
  package static func multiply(
    _ a: ProductFactor, _ b: ProductFactor, into c: Tensor, k: Int, adding: Bool = false,
    wholeRows: Bool = false,
    epilogue: (@Sendable (_ rows: Range<Int>, _ columns: Range<Int>) -> Void)? = nil
  ) {
    MatrixProduct.run(
      a.plain, b.plain, into: c, k: k, adding: adding, wholeRows: wholeRows, epilogue: epilogue)
    extendLifetime((a.memory, b.memory))
  }
}
