internal import LukeKernels

/// What layer normalization keeps between forward and backward, and its loops over rows.
struct LayerNormRows {
  /// Holds the input first and the normalized rows after the forward.
  let normalized: Tensor
  let reciprocal: Tensor
  let gamma: Tensor
  let beta: Tensor
  let epsilon: Float
  let dropoutKey: UInt64?
  let probability: Float

  init(
    rows: Int, columns: Int, gamma: Tensor, beta: Tensor, epsilon: Float, dropoutKey: UInt64?,
    probability: Float
  ) {
    normalized = Tensor(rows: rows, columns: columns)
    reciprocal = Tensor(rows: 1, columns: rows)
    (self.gamma, self.beta, self.epsilon) = (gamma, beta, epsilon)
    self.dropoutKey = dropoutKey
    self.probability = dropoutKey == nil ? 0 : probability
  }

  /// The forward over a range of rows, whose input stands in `normalized`.
  func forward(into y: Tensor, bias: Tensor?, residual: Tensor?)
    -> @Sendable (Range<Int>) -> Void
  {
    let (x, out, sigma) = (normalized.shared, y.shared, reciprocal.shared)
    let (g, b, columns, epsilon) = (gamma.shared, beta.shared, y.columns, epsilon)
    let (bias, residual, key, p) = (bias?.shared, residual?.shared, dropoutKey ?? 0, probability)
    return { rows in
      let start = rows.lowerBound * columns
      luke_layer_norm_forward(
        out + start, x + start, sigma + rows.lowerBound, bias?.base, residual.map { $0 + start },
        g.base, b.base, rows.count, columns, epsilon, key, UInt32(truncatingIfNeeded: start), p)
    }
  }

  /// y = layerNorm(dropout(x · Wᵀ + b) + residual), each block of rows while it is in the cache.
  func forward(
    _ x: Tensor, through product: LinearProduct, bias: Tensor, residual: Tensor, into y: Tensor
  ) {
    let finish = forward(into: y, bias: bias, residual: residual)
    product.forward(x, into: normalized, wholeRows: true) { rows, _ in finish(rows) }
  }

  /// Turns dY into d(loss)/d(what was dropped and added to the residual) in place; adds dResidual,
  /// dGamma and dBeta.
  func backward(_ dY: Tensor, residual: Tensor) {
    backward(dY)
    if residual.requiresGradient { residual.addToGradient(dY) }
    dropAgain(dY)
  }

  /// Turns dY into d(loss)/d(input of the normalization) in place; adds dGamma and dBeta.
  func backward(_ dY: Tensor) {
    defer { extendLifetime((normalized, reciprocal, gamma)) }
    let (d, x, sigma, g) = (dY.shared, normalized.shared, reciprocal.shared, gamma.shared)
    let columns = dY.columns
    if gamma.requiresGradient || beta.requiresGradient {
      Elementwise.addPartialSums(rows: dY.rows, to: [gamma, beta]) { range, sums in
        let start = range.lowerBound * columns
        luke_layer_norm_backward(
          d + start, d + start, x + start, sigma + range.lowerBound, g.base, sums[0], sums[1],
          range.count, columns)
      }
    } else {
      WorkerPool.shared.run(over: dY.rows, chunk: Elementwise.rowChunk(columns: columns)) {
        let start = $1.lowerBound * columns
        luke_layer_norm_backward(
          d + start, d + start, x + start, sigma + $1.lowerBound, g.base, nil, nil, $1.count,
          columns)
      }
    }
  }

  /// Applies the forward's dropout mask to the gradient, in place.
  private func dropAgain(_ dY: Tensor) {
    guard let dropoutKey else { return }
    Dropout.apply(dY, into: dY, key: dropoutKey, probability: probability)
  }
}
