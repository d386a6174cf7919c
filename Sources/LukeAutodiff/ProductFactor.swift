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
    guard precision == .bfloat16 else {
      self.init(matrix, leading: matrix.columns, isHalf: false)
      return
    }
    // Two numbers in the place of one, or, to multiply them as floats, each in its own.
    let isHalf = ProductLibrary.inUse.hasBFloat16
    let memory = Tensor(rows: 1, columns: isHalf ? (matrix.count + 1) / 2 : matrix.count)
    let (source, target) = (matrix.shared, memory.shared)
    WorkerPool.shared.run(over: matrix.count, chunk: Elementwise.chunk) { _, range in
      let (start, count) = (range.lowerBound, range.count)
      if isHalf {
        luke_to_bfloat16(target.halves + start, source + start, count)
      } else {
        luke_round_to_bfloat16(target + start, source + start, count)
      }
    }
    self.init(memory, leading: matrix.columns, isHalf: isHalf)
  }

  private init(_ memory: Tensor, leading: Int, isHalf: Bool) {
    self.init(
      memory: memory,
      plain: .init(memory.shared, leading: leading, isTransposed: false, isHalf: isHalf))
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
