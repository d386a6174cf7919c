internal import LukeKernels

/// What layer normalization reads, and what it keeps between forward and backward.
package struct LayerNormRows {
  /// Holds the input first and the normalized rows after the forward.
  let normalized: Tensor
  /// 1/σ of each row.
  let reciprocal: Tensor
  let gamma: Tensor
  let beta: Tensor
  let epsilon: Float
  let dropoutKey: UInt64?
  let probability: Float

  package init(
    rows: Int, columns: Int, gamma: Tensor, beta: Tensor, epsilon: Float, dropoutKey: UInt64?,
    probability: Float
  ) {
    normalized = Tensor(rows: rows, columns: columns)
    reciprocal = Tensor(rows: 1, columns: rows)
    (self.gamma, self.beta, self.epsilon) = (gamma, beta, epsilon)
    self.dropoutKey = dropoutKey
    self.probability = dropoutKey == nil ? 0 : probability
  }
}

extension Kernels {
  /// y = (x − μ) / σ · γ + β over each row; x is left in `norm.normalized` as (x − μ) / σ.
  package static func layerNorm(_ x: Tensor, _ norm: LayerNormRows, into y: Tensor) {
    copy(x, to: norm.normalized)
    let finish = normalizing(norm, bias: nil, residual: nil, into: y)
    rows(of: x, finish)
  }

  /// The forward over a range of rows, whose input stands in `norm.normalized`.
  static func normalizing(
    _ norm: LayerNormRows, bias: Tensor?, residual: Tensor?, into y: Tensor
  ) -> @Sendable (Range<Int>) -> Void {
    let (x, out, sigma) = (norm.normalized.shared, y.shared, norm.reciprocal.shared)
    let (g, b, columns, epsilon) = (norm.gamma.shared, norm.beta.shared, y.columns, norm.epsilon)
    let (bias, residual) = (bias?.shared, residual?.shared)
    let (key, p) = (norm.dropoutKey ?? 0, norm.probability)
    return { rows in
      let start = rows.lowerBound * columns
      luke_layer_norm_forward(
        out + start, x + start, sigma + rows.lowerBound, bias?.base, residual.map { $0 + start },
        g.base, b.base, rows.count, columns, epsilon, key, UInt32(truncatingIfNeeded: start), p)
    }
  }

  /// Turns dY into d(loss)/d(input of the normalization) in place; adds dGamma and dBeta, each where it
  /// is wanted.
  package static func layerNormBackward(
    _ dY: Tensor, _ norm: LayerNormRows, dGamma: Tensor?, dBeta: Tensor?
  ) {
    defer { extendLifetime(norm) }
    let (d, x, sigma) = (dY.shared, norm.normalized.shared, norm.reciprocal.shared)
    let (g, columns) = (norm.gamma.shared, dY.columns)
    guard dGamma != nil || dBeta != nil else {
      return rows(of: dY) {
        let start = $0.lowerBound * columns
        luke_layer_norm_backward(
          d + start, d + start, x + start, sigma + $0.lowerBound, g.base, nil, nil, $0.count,
          columns)
      }
    }
    addPartialSums(rows: dY.rows, columns: columns, to: [dGamma, dBeta]) { range, sums in
      let start = range.lowerBound * columns
      luke_layer_norm_backward(
        d + start, d + start, x + start, sigma + range.lowerBound, g.base, sums[0], sums[1],
        range.count, columns)
    }
  }
}
