import Synchronization

/// Matrix products, C = op(A) · op(B) (+ C), cut into blocks over the worker pool.
///
/// Each block is one single-threaded call of a library (`ProductLibrary`), so the pool owns the
/// products and what follows them while a block is in the cache. Blocks are cut from the shape alone:
/// the result is the same to the bit on any number of threads.
package enum MatrixProduct {
  /// One factor: where it starts, the length of its rows in memory, and whether it is read transposed.
  package struct Factor: Sendable {
    let pointer: FloatPointer
    let leading: Int
    let isTransposed: Bool
    /// Whether the elements are bfloat16, two of them in the place of a float.
    let isHalf: Bool

    package init(_ pointer: FloatPointer, leading: Int, isTransposed: Bool = false) {
      self.init(pointer, leading: leading, isTransposed: isTransposed, isHalf: false)
    }

    init(_ pointer: FloatPointer, leading: Int, isTransposed: Bool, isHalf: Bool) {
      self.pointer = pointer
      self.leading = leading
      self.isTransposed = isTransposed
      self.isHalf = isHalf
    }

    /// The same numbers, read the other way.
    package var transposed: Factor {
      Factor(pointer, leading: leading, isTransposed: !isTransposed, isHalf: isHalf)
    }

    /// The factor from element (row, column) on, as the product reads it.
    func part(row: Int, column: Int) -> Factor {
      let offset = isTransposed ? column * leading + row : row * leading + column
      // Halves stand two in the place of a float.
      let start = isHalf ? pointer.halvesFrom(offset) : FloatPointer(pointer + offset)
      return Factor(start, leading: leading, isTransposed: isTransposed, isHalf: isHalf)
    }
  }

  /// C[m, n] = A[m, k] · B[k, n], or C += …, on the calling thread.
  @inline(__always)
  package static func single(
    _ a: UnsafePointer<Float>, leading leadingA: Int, transposed transposedA: Bool,
    _ b: UnsafePointer<Float>, leading leadingB: Int, transposed transposedB: Bool,
    into c: UnsafeMutablePointer<Float>, leading leadingC: Int,
    m: Int, n: Int, k: Int, adding: Bool
  ) {
    ProductLibrary.inUse.multiply(
      transposedA, transposedB, Int32(m), Int32(n), Int32(k), a, Int32(leadingA), b,
      Int32(leadingB), adding, c, Int32(leadingC))
  }

  /// C[m, n] = A[m, k] · B[k, n], or C += …, on the calling thread.
  static func single(
    _ a: Factor, _ b: Factor, into c: UnsafeMutablePointer<Float>, leading: Int, m: Int, n: Int,
    k: Int, adding: Bool
  ) {
    precondition(a.isHalf == b.isHalf, "factors of one product have one number type")
    if a.isHalf {
      ProductLibrary.inUse.multiplyBFloat16(
        a.isTransposed, b.isTransposed, Int32(m), Int32(n), Int32(k), a.pointer.halves,
        Int32(a.leading), b.pointer.halves, Int32(b.leading), adding, c, Int32(leading))
    } else {
      single(
        a.pointer.base, leading: a.leading, transposed: a.isTransposed, b.pointer.base,
        leading: b.leading, transposed: b.isTransposed, into: c, leading: leading, m: m, n: n,
        k: k, adding: adding)
    }
  }

  /// C[m, n] = A[m, k] · B[k, n] (or +=) over the workers; `epilogue` gets each finished block.
  package static func run(
    _ a: Factor, _ b: Factor, into c: Tensor, k: Int, adding: Bool = false,
    wholeRows: Bool = false,
    epilogue: (@Sendable (_ rows: Range<Int>, _ columns: Range<Int>) -> Void)? = nil
  ) {
    let (m, n) = (c.rows, c.columns)
    guard m > 0, n > 0 else { return }
    count(flop: 2 * m * n * k)
    if k == 0 {
      if !adding { c.fill(with: 0) }
      epilogue?(0..<m, 0..<n)
      return
    }
    let (rowStep, columnStep) = blockSize(m: m, n: n, k: k, wholeRows: wholeRows)
    let (rowBlocks, columnBlocks) = ((m + rowStep - 1) / rowStep, (n + columnStep - 1) / columnStep)
    let out = c.shared
    WorkerPool.shared.run(rowBlocks * columnBlocks) { index in
      let row = index % rowBlocks * rowStep
      let column = index / rowBlocks * columnStep
      let (height, width) = (min(rowStep, m - row), min(columnStep, n - column))
      single(
        a.part(row: row, column: 0), b.part(row: 0, column: column), into: out + row * n + column,
        leading: n, m: height, n: width, k: k, adding: adding)
      epilogue?(row..<row + height, column..<column + width)
    }
  }

  /// Floating-point operations of all products so far, repeated ones of attention not counted twice.
  package static var flopCount: Int { flop.load(ordering: .relaxed) }
  private static let flop = Atomic<Int>(0)

  static func count(flop: Int) { self.flop.wrappingAdd(flop, ordering: .relaxed) }

  /// Rows (or columns) that a block has at the least.
  ///
  /// Each block packs its factors anew, so small ones waste time; an even number of large ones keeps
  /// two, four or eight threads equally busy.
  private static let blockGrain = 192
  /// The most blocks along one side.
  private static let mostBlocks = 16

  /// Block height and width for a product, from its shape alone.
  private static func blockSize(m: Int, n: Int, k: Int, wholeRows: Bool) -> (Int, Int) {
    if m * n * k < 1 << 18 { return (m, n) }
    let rowBlocks = blockCount(m)
    let columnBlocks = wholeRows || rowBlocks > 1 ? 1 : blockCount(n)
    // Whole rows have no columns to cut, so a few rows are cut finer.
    let finer = wholeRows && rowBlocks == 1 ? min(2, max(1, m / 48)) : rowBlocks
    return (roundedUp(m, by: finer), roundedUp(n, by: columnBlocks))
  }

  private static func blockCount(_ length: Int) -> Int {
    let count = min(mostBlocks, length / blockGrain)
    return count < 2 ? max(1, min(2, length / 96)) : count / 2 * 2
  }

  /// count / parts, rounded up to the width of a vector register.
  static func roundedUp(_ count: Int, by parts: Int) -> Int {
    parts == 1 ? count : ((count + parts - 1) / parts + 15) / 16 * 16
  }
}
