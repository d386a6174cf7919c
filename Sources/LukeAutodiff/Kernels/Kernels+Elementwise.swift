internal import LukeKernels

extension Kernels {
  /// target += source · factor.
  package static func accumulate(_ source: Tensor, into target: Tensor, factor: Float = 1) {
    let (from, to) = (source.shared, target.shared)
    elements(of: source) {
      luke_accumulate(to + $0.lowerBound, from + $0.lowerBound, factor, $0.count)
    }
  }

  /// The sum of squares, in double precision, by chunks that are added in order.
  package static func sumOfSquares(of source: Tensor) -> Double {
    let (x, count) = (source.shared, source.count)
    return WorkerPool.shared.sum((count + chunk - 1) / chunk) { index in
      luke_sum_of_squares(x + index * chunk, min(chunk, count - index * chunk))
    }
  }

  /// The sum of squares, in double precision, of some ranges of elements of tensors, added in order.
  package static func sumOfSquares(of parts: [(tensor: Tensor, ranges: [Range<Int>])]) -> Double {
    let chunks = parts.flatMap { part in
      part.ranges.map { (FloatPointer(part.tensor.pointer + $0.lowerBound), $0.count) }
    }
    return WorkerPool.shared.sum(chunks.count) { index in
      let (start, count) = chunks[index]
      return luke_sum_of_squares(start.base, count)
    }
  }

  /// target[c] += Σ over rows of source[r, c], such as the gradient of a bias.
  package static func addColumnSums(of source: Tensor, to target: Tensor) {
    let (x, columns) = (source.shared, source.columns)
    addPartialSums(rows: source.rows, columns: columns, to: [target]) { range, sums in
      luke_add_column_sums(sums[0], x + range.lowerBound * columns, range.count, columns)
    }
  }

  /// Sums over rows, by ranges of rows whose partial sums are combined in order.
  ///
  /// `body` adds its range's part to zeroed rows of memory, one for each of `targets`; sums whose target
  /// is nil are thrown away.
  static func addPartialSums(
    rows: Int, columns: Int, to targets: [Tensor?],
    _ body: @Sendable (_ range: Range<Int>, _ sums: [UnsafeMutablePointer<Float>]) -> Void
  ) {
    guard rows > 0 else { return }
    let chunk = max(rowChunk(columns: columns), (rows + 15) / 16)
    let chunkCount = (rows + chunk - 1) / chunk
    let count = targets.count
    let partial = Tensor(rows: chunkCount * count, columns: columns)
    let sums = partial.shared
    defer { extendLifetime(partial) }
    WorkerPool.shared.run(over: rows, chunk: chunk) { index, range in
      let mine = (0..<count).map { sums + (index * count + $0) * columns }
      for row in mine { row.update(repeating: 0, count: columns) }
      body(range, mine)
    }
    for (position, target) in targets.enumerated() {
      guard let target = target?.pointer else { continue }
      for index in 0..<chunkCount {
        luke_accumulate(target, sums + (index * count + position) * columns, 1, columns)
      }
    }
  }

  /// y = tanh(x).
  package static func tanh(_ x: Tensor, into y: Tensor) {
    let (from, to) = (x.shared, y.shared)
    elements(of: x) {
      luke_tanh_forward(to + $0.lowerBound, from + $0.lowerBound, $0.count)
    }
  }

  /// Turns dY into dX = dY · (1 − y²) in place, with y = tanh(x).
  package static func tanhBackward(_ dY: Tensor, y: Tensor) {
    let (d, saved) = (dY.shared, y.shared)
    elements(of: dY) {
      luke_tanh_backward(d + $0.lowerBound, d + $0.lowerBound, saved + $0.lowerBound, $0.count)
    }
  }

  /// y = z · Φ(z), the exact GELU.
  package static func gelu(_ z: Tensor, into y: Tensor) {
    let (from, to) = (z.shared, y.shared)
    elements(of: z) {
      luke_bias_gelu_forward(to + $0.lowerBound, from + $0.lowerBound, nil, 1, $0.count)
    }
  }

  /// Turns dY into dZ = dY · (Φ(z) + z · φ(z)) in place.
  package static func geluBackward(_ dY: Tensor, z: Tensor) {
    let (d, saved) = (dY.shared, z.shared)
    elements(of: dY) {
      luke_gelu_backward(d + $0.lowerBound, d + $0.lowerBound, saved + $0.lowerBound, $0.count)
    }
  }

  /// y = x with elements zeroed at `probability`, others scaled by 1 / (1 − p); y may be x.
  ///
  /// The mask is a function of the key and the element's index alone.
  package static func dropout(_ x: Tensor, into y: Tensor, key: UInt64, probability: Float) {
    let (from, to) = (x.shared, y.shared)
    elements(of: x) {
      luke_dropout(
        to + $0.lowerBound, from + $0.lowerBound, $0.count, key,
        UInt32(truncatingIfNeeded: $0.lowerBound), probability)
    }
  }
}
