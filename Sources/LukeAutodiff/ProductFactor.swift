internal import LukeKernels

/// A matrix in the form that products of a precision read: itself, or a copy rounded to bfloat16.
///
/// It holds the memory, which the product's own `MatrixProduct.Factor` only points to.
package struct ProductFactor {
  private let memory: Tensor
  private let plain: MatrixProduct.Factor

  /// Rounds `matrix` where `precision` asks for it; the copy does not follow later changes.
  package init(_ matrix: Tensor, _ precision: Precision) {
    matrix.settle()
    switch precision {
    case .float32:
      memory = matrix
      plain = MatrixProduct.Factor(matrix.shared, leading: matrix.columns)
    case .bfloat16 where ProductLibrary.inUse.hasBFloat16:
      // Two numbers in the place of one.
      memory = Tensor(rows: 1, columns: (matrix.count + 1) / 2)
      let (source, target) = (matrix.shared, memory.shared)
      WorkerPool.shared.run(over: matrix.count, chunk: Elementwise.chunk) { _, range in
        luke_to_bfloat16(
          target.halves + range.lowerBound, source + range.lowerBound, range.count)
      }
      plain = MatrixProduct.Factor(halves: memory.shared, leading: matrix.columns)
    case .bfloat16:
      memory = Tensor(rows: matrix.rows, columns: matrix.columns)
      let (source, target) = (matrix.shared, memory.shared)
      WorkerPool.shared.run(over: matrix.count, chunk: Elementwise.chunk) { _, range in
        luke_round_to_bfloat16(
          target + range.lowerBound, source + range.lowerBound, range.count)
      }
      plain = MatrixProduct.Factor(memory.shared, leading: matrix.columns)
    }
  }

  private init(memory: Tensor, plain: MatrixProduct.Factor) {
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
