internal import LukeKernels

/// Loops over whole tensors, spread over the workers.
package enum Elementwise {
  /// Elements that one worker takes at a time: enough to pay for the hand-over.
  static let chunk = 1 << 15

  static func copy(_ source: Tensor, to target: Tensor) {
    let (from, to) = (source.shared, target.shared)
    WorkerPool.shared.run(over: source.count, chunk: chunk) { _, range in
      (to + range.lowerBound).update(from: from + range.lowerBound, count: range.count)
    }
  }

  /// target += source · factor.
  package static func accumulate(_ source: Tensor, into target: Tensor, factor: Float = 1) {
    let (from, to) = (source.shared, target.shared)
    WorkerPool.shared.run(over: source.count, chunk: chunk) { _, range in
      luke_accumulate(to + range.lowerBound, from + range.lowerBound, factor, range.count)
    }
  }

  /// Rows that one worker takes at a time in loops over rows; it depends on the shape alone.
  static func rowChunk(columns: Int) -> Int {
    max(1, chunk / max(1, columns))
  }

  /// The sum of squares, in double precision, by chunks that are added in order.
  static func sumOfSquares(of source: Tensor) -> Double {
    let (x, count) = (source.shared, source.count)
    return WorkerPool.shared.sum((count + chunk - 1) / chunk) { index in
      luke_sum_of_squares(x + index * chunk, min(chunk, count - index * chunk))
    }
  }

  /// Adds the gradient of a bias, Σ over rows of dY, to that bias' gradient.
  static func addColumnSums(of source: Tensor, toGradientOf bias: Tensor) {
    let (x, columns) = (source.shared, source.columns)
    addPartialSums(rows: source.rows, to: [bias]) { range, sums in
      luke_add_column_sums(sums[0], x + range.lowerBound * columns, range.count, columns)
    }
  }

  /// Sums over rows, by ranges of rows whose partial sums are combined in order.
  ///
  /// `body` adds its range's part to zeroed rows of memory, one for each of `parameters`.
  static func addPartialSums(
    rows: Int, to parameters: [Tensor],
    _ body: @Sendable (_ range: Range<Int>, _ sums: [UnsafeMutablePointer<Float>]) -> Void
  ) {
    guard let columns = parameters.first?.columns, rows > 0 else { return }
    let chunk = max(rowChunk(columns: columns), (rows + 15) / 16)
    let chunkCount = (rows + chunk - 1) / chunk
    let count = parameters.count
    let partial = Tensor(rows: chunkCount * count, columns: columns)
    let sums = partial.shared
    defer { extendLifetime(partial) }
    WorkerPool.shared.run(over: rows, chunk: chunk) { index, range in
      let mine = (0..<count).map { sums + (index * count + $0) * columns }
      for row in mine { row.update(repeating: 0, count: columns) }
      body(range, mine)
    }
    for (position, parameter) in parameters.enumerated() where parameter.requiresGradient {
      let target = parameter.zeroFilledGradient().pointer
      for index in 0..<chunkCount {
        luke_accumulate(target, sums + (index * count + position) * columns, 1, columns)
      }
    }
  }
}
